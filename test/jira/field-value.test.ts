import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { readFieldValue } from "../../src/jira/field-value.js";

const paragraph = (...content: object[]) => ({ type: "paragraph", content });
const text = (content: string) => ({ type: "text", text: content });
const doc = (...content: object[]) => ({ type: "doc", version: 1, content });

describe("a field's value", () => {
  test.each<[string, unknown, readonly string[] | null]>([
    ["null", null, null],
    ["a blank text", " \n\t ", null],
    ["an empty list", [], null],
    ["a list of blanks", ["", null, " "], null],
    ["zero", 0, ["0"]],
    ["false", false, ["false"]],
    ["a text", " high ", ["high"]],
    ["an option", { self: "https://x", value: "Low", id: "1" }, ["Low"]],
    ["an option named 0", { value: 0 }, ["0"]],
    ["a cascading option", { value: "EMEA", child: { value: "Berlin" } }, ["EMEA - Berlin"]],
    ["Data Center's user", { name: "ada", key: "JIRAUSER1", displayName: "Ada" }, ["Ada"]],
    ["a version", { id: "1", name: "2.0", released: false }, ["2.0"]],
    ["an issue", { id: "7", key: "STORY-7", fields: {} }, ["STORY-7"]],
    ["an attachment", { filename: "plan.pdf", size: 3 }, ["plan.pdf"]],
    ["several options", [{ value: "a" }, { value: " " }, { value: "b" }], ["a", "b"]],
    ["something else", { progress: 3, total: 5 }, ['{"progress":3,"total":5}']],
    ["an empty object", {}, null],
    [
      "a document",
      doc(paragraph(text("Run "), text("this")), paragraph(text("then that"))),
      ["Run this\nthen that"],
    ],
    ["a document without content", doc(), null],
    ["a document of an empty paragraph", doc(paragraph()), null],
    ["a document of blanks", doc(paragraph(text("  "), { type: "hardBreak" })), null],
    [
      "a document with lists, mentions and dates",
      doc({
        type: "bulletList",
        content: [
          {
            type: "listItem",
            content: [paragraph({ type: "mention", attrs: { text: "@Ada" } }, text(" checks"))],
          },
          { type: "listItem", content: [paragraph({ type: "date", attrs: { timestamp: "1795132800000" } })] },
        ],
      }),
      ["@Ada checks\n2026-11-20"],
    ],
    ["a document with damaged nodes", doc(paragraph(text("ok")), { nothing: true }), ["ok"]],
  ])("that is %s", (_name, value, texts) => {
    expect(readFieldValue({ f: value }, "f")).toEqual(
      texts === null ? { state: "empty" } : { state: "value", texts },
    );
  });

  test("that is left out is absent", () => {
    expect(readFieldValue({}, "f")).toEqual({ state: "absent" });
    expect(readFieldValue({}, "constructor")).toEqual({ state: "absent" });
  });

  test("is never a list without a text, whatever Jira sends", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const read = readFieldValue({ f: value }, "f");
        if (read.state !== "value") return;
        expect(read.texts.length).toBeGreaterThan(0);
        for (const one of read.texts) expect(one.trim()).not.toBe("");
      }),
    );
  });
});
