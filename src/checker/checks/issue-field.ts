import { z } from "zod";
import type { Check, Draft } from "../check.js";
import { enumerate } from "../enumerate.js";
import { fieldAllows, fieldLists } from "../field-allows.js";
import { foundIssues } from "../found-issues.js";
import { oneLine } from "../one-line.js";
import { patternOption } from "../pattern-option.js";
import { quote } from "../quote.js";
import { readOwn } from "../read-own.js";
import type { FieldRule } from "../rules.js";
import { shorten } from "../shorten.js";
import type { Issue } from "../snapshot.js";
import { wordsByGroup } from "../words-by-group.js";

const value = z.union([z.string(), z.number(), z.boolean()]).transform((text) => String(text).trim());

/** Keys of the policy's `issues` section that this check owns. */
export const issueFieldOptions = {
  fields: z
    .array(
      z.strictObject({
        field: z
          .string()
          .trim()
          .min(1)
          .describe("The field's name in Jira, or its id (`customfield_10010`)."),
        required: z.boolean().optional().describe("Whether it must have a value. Default: true."),
        "one-of": z
          .array(value)
          .min(1)
          .optional()
          .describe("Allowed values, in any case. Default: any value."),
        matches: patternOption
          .optional()
          .describe("RE2 pattern that every value matches. Default: any value."),
        subtasks: z.boolean().optional().describe("Whether it is asked of sub-tasks too. Default: false."),
      }),
    )
    .optional()
    .describe("Fields that are asked of every issue; they are shown on the page too. Default: none."),
};

/**
 * An issue ships only when what the team wants to know of it is filled in: its risk, what is to be checked after the
 * deploy. One finding a field and issue: "Risk is empty on STORY-12".
 */
export const issueField: Check<"range" | "origins" | "issues"> = {
  id: "issue-field",
  title: "Issue fields",
  why: "What people must know before shipping, such as risk and checks afterwards, is written in the issue.",
  defaultSeverity: "failure",
  needs: ["range", "origins", "issues"],
  configured: ({ commits, issues }) => commits.keys !== null && issues.fields.length > 0,
  run({ rules, contents, facts }) {
    return foundIssues(contents, facts.issues).flatMap(([key, issue]) => {
      const drafts = new Map<string, Draft>();
      for (const rule of rules.issues.fields) {
        if (drafts.has(rule.field) || (issue.subtask && !rule.subtasks)) continue;
        const draft = violation(rule, key, issue);
        if (draft !== null) drafts.set(rule.field, draft);
      }
      return [...drafts.values()];
    });
  },
  summarise: (drafts) => wordsByGroup(drafts, "issue"),
};

function violation(rule: FieldRule, key: string, issue: Issue): Draft | null {
  const field = readOwn(issue.fields, rule.field) ?? { state: "absent" };
  if (field.state === "value") return wrongValue(rule, key, issue, field.texts);
  if (!rule.required) return null;
  const name = oneLine(rule.field);
  const absent = field.state === "absent";
  const type = oneLine(issue.type);
  return {
    subject: { type: "issue", id: key },
    message: absent ? `${name} is not on the screen of ${key} (${type})` : `${name} is empty on ${key}`,
    remedy: absent
      ? remedyForAbsent(name, type, issue.subtask)
      : `Fill in ${name} on ${issue.key}${choices(rule)}`,
    url: issue.url,
    value: `${rule.field}: ${field.state}`,
    group: `without ${shorten(name, 30)}`,
  };
}

function wrongValue(rule: FieldRule, key: string, issue: Issue, texts: readonly string[]): Draft | null {
  const wrong = texts.filter((text) => !fieldAllows(rule, text));
  if (wrong.length === 0) return null;
  const name = oneLine(rule.field);
  const shown = wrong.join(", ");
  const allowed = wrong.some((text) => !fieldLists(rule, text)) ? rule.oneOf : null;
  const pattern = rule.matches?.source ?? "";
  const expected = allowed === null ? `does not match ${pattern}` : `is not ${listed(allowed)}`;
  const remedy =
    allowed === null ? `a value that matches ${pattern}` : listed(allowed.map((text) => quote(text)));
  return {
    subject: { type: "issue", id: key },
    message: `${name} of ${key} is ${quote(shown)}, which ${expected}`,
    remedy: `Set ${name} of ${issue.key} to ${remedy}`,
    url: issue.url,
    value: `${rule.field}: ${texts.toSorted().join("\n")}`,
    group: `with another ${shorten(name, 30)}`,
    words: `with ${shorten(name, 30)} ${quote(shown, 24)}`,
  };
}

function listed(names: readonly string[]): string {
  return enumerate(names.map(oneLine), "or");
}

function choices({ oneOf }: FieldRule): string {
  return oneOf === null ? "" : `: ${listed(oneOf)}`;
}

function remedyForAbsent(field: string, type: string, subtask: boolean): string {
  const otherwise = subtask ? `leave sub-tasks out of the rule` : `write "required: false" in the policy`;
  return `Ask a Jira administrator to add ${field} to the screen of ${type}, or ${otherwise}`;
}
