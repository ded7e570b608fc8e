import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { splitKeys } from "../../../src/web/text/split-keys.js";

const keysIn = (text: string, keys: readonly string[]) =>
  splitKeys(text, keys).flatMap(({ text: spelt, key }) => (key === null ? [] : [[spelt, key]]));

describe("issue keys in a commit's words", () => {
  test.each([
    ["STORY-12: Add", ["STORY-12"], [["STORY-12", "STORY-12"]]],
    [
      "story-12, then Story_12 and STORY 12",
      ["STORY-12"],
      [
        ["story-12", "STORY-12"],
        ["Story_12", "STORY-12"],
        ["STORY 12", "STORY-12"],
      ],
    ],
    ["STORY-123 and MYSTORY-12", ["STORY-12"], []],
    [
      "STORY-1 STORY-12",
      ["STORY-1", "STORY-12"],
      [
        ["STORY-1", "STORY-1"],
        ["STORY-12", "STORY-12"],
      ],
    ],
    ["A.B-1", [".*-1", "A.B-1"], []],
    ["nothing", [], []],
  ])("%j", (text, keys, expected) => {
    expect(keysIn(text, keys)).toEqual(expected);
  });

  test("not a character is lost or added, whatever text and keys are", () => {
    const key = fc.oneof(fc.string(), fc.constantFrom("A-1", "STORY-12", "X_Y-3"));
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.array(key), (text, keys) => {
        expect(
          splitKeys(text, keys)
            .map((part) => part.text)
            .join(""),
        ).toBe(text);
      }),
    );
  });
});
