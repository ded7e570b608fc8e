import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { visibleText } from "../../../src/web/text/visible-text.js";

describe("text from outside, made visible", () => {
  test.each([
    ["plain words", "Fix the login", "Fix the login"],
    ["line breaks and tabs stay", "a\n\tb", "a\n\tb"],
    ["Windows line ends", "a\r\nb", "a\nb"],
    ["control characters", "a\u0000b\u001b[31m\u007f", "a␀b␛[31m␡"],
    ["C1 controls", "a\u0085b", "a‹U+0085›b"],
    ["right-to-left override", "evil\u202Egpj.exe", "evil‹U+202E›gpj.exe"],
    ["isolates", "\u2066a\u2069", "‹U+2066›a‹U+2069›"],
    ["zero-width space", "STO\u200BRY", "STO‹U+200B›RY"],
    ["byte order mark", "\uFEFFa", "‹U+FEFF›a"],
    ["hidden tag characters", "a\u{E0041}b", "a‹U+E0041›b"],
    ["half a surrogate pair", "a\ud800b", "a\ufffdb"],
    ["emoji with joiners and flags", "👩‍🚀 🏴\u{E0067}\u{E0062}\u{E007F}", "👩‍🚀 🏴\u{E0067}\u{E0062}\u{E007F}"],
    ["right-to-left scripts and their marks", "שלום\u200f עולם", "שלום\u200f עולם"],
    ["Persian with a non-joiner", "می\u200cخواهم", "می\u200cخواهم"],
    ["towers of marks", `a${"\u0301".repeat(40)}b`, `a${"\u0301".repeat(6)}b`],
  ])("%s", (_, text, expected) => {
    expect(visibleText(text)).toBe(expected);
  });

  test("nothing that reorders or hides survives, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(visibleText(text)).not.toMatch(/(?![\n\t])\p{Cc}|[\u202A-\u202E\u2066-\u2069\u200B]/u);
      }),
    );
  });
});
