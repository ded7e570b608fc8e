import { expect, test } from "vitest";
import { formatMistakes } from "../../src/policy/format-mistakes.js";

test("one line a mistake, as compilers write them", () => {
  const mistakes = [
    { line: 7, column: 3, path: "issues.statusses", message: "unknown key" },
    { line: null, column: null, path: "", message: "the file is empty" },
  ];
  expect(formatMistakes("policy.yml", mistakes)).toBe(
    "policy.yml:7:3 unknown key\npolicy.yml: the file is empty",
  );
});
