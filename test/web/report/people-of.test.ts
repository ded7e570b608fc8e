import { expect, test } from "vitest";
import { initials } from "../../../src/web/report/people/initials.js";
import { peopleOf } from "../../../src/web/report/people/people-of.js";
import { sampleReport } from "../sample-report.js";

const [commit] = sampleReport.commits;
const [issue] = sampleReport.issues;
const by = (name: string, email: string) => ({ ...commit!, author: { name, email } });

test("authors are joined by address and by name, and with the assignee of the same name", () => {
  const commits = [
    by("Ada Lovelace", "ada@example.com"),
    by("ada", "ADA@example.com"),
    by("Ada  Lovelace", "ada@home.example"),
    by("Grace", "grace@example.com"),
  ];
  const issues = ["ada lovelace", "Linus", null].map((assignee) => ({ ...issue!, assignee }));
  expect(peopleOf({ commits, issues })).toEqual([
    { name: "Ada Lovelace", commits: 3, issues: 1 },
    { name: "Grace", commits: 1, issues: 0 },
    { name: "Linus", commits: 0, issues: 1 },
  ]);
});

test("people without an address are told apart by their names", () => {
  expect(peopleOf({ commits: [by("A", ""), by("B", "")], issues: [] })).toHaveLength(2);
});

test.each([
  ["Ada Lovelace", "AL"],
  ["Ada King Lovelace", "AL"],
  ["ada.lovelace", "AL"],
  ["José 🦄 Núñez", "JN"],
  ["田中 さくら", "田さ"],
  ["נועה כהן", "נכ"],
  ["ada", "A"],
  ["𝔸da", "𝔸"],
  ["🦄", "?"],
  ["", "?"],
  ["<script> alert", "A"],
  ["\u202Eada", "?"],
  ["\ud800", "?"],
  [`Z${"\u0335".repeat(300)}`, "Z"],
])("the initials of %j are %s", (name, expected) => {
  expect(initials(name)).toBe(expected);
});
