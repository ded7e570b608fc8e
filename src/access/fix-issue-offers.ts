import { allowedStatuses } from "../checker/allowed-statuses.js";
import { enumerate } from "../checker/enumerate.js";
import { fieldAllows } from "../checker/field-allows.js";
import { foldCase } from "../checker/fold-case.js";
import { oneLine } from "../checker/one-line.js";
import { quote } from "../checker/quote.js";
import type { FieldRule, IssueRules } from "../checker/rules.js";
import type { Control, EditableIssue, IssueField, Transition } from "../deploys/ports/issue-editor.js";
import type { FixRules } from "../policy/policy.js";

/** A field that is not as the policy asks. */
export interface FieldFix {
  readonly field: IssueField;
  readonly rule: FieldRule;
  /** Takes only what the policy allows; null where it cannot be put right here, and `why` says so. */
  readonly control: Control | null;
  readonly why: string;
  /** "Risk is empty" */
  readonly wrong: string;
}

export interface OfferedMove {
  readonly transition: Transition;
  /** Why it cannot be made here; "": it can. */
  readonly why: string;
}

/** A status that the policy does not let ship. */
export interface StatusFix {
  readonly allowed: readonly string[];
  /** Those of Jira's transitions that lead to an allowed status. */
  readonly moves: readonly OfferedMove[];
  /** Why there is none; "": there is one. */
  readonly why: string;
}

/** What is not as the policy asks about an issue at this moment, and how it can be put right. */
export interface Fixes {
  readonly issue: EditableIssue;
  readonly fields: readonly FieldFix[];
  readonly status: StatusFix | null;
}

/** Compares an issue as it is now with what the policy asks of it. */
export function fixesOf(issue: EditableIssue, rules: IssueRules, allowed: FixRules): Fixes {
  return { issue, fields: fieldFixes(issue, rules, allowed), status: statusFix(issue, rules, allowed) };
}

/** The rules that hold for an issue: one a field, the first that asks something that is not so. */
function fieldFixes(issue: EditableIssue, rules: IssueRules, allowed: FixRules): readonly FieldFix[] {
  const fixes = new Map<string, FieldFix>();
  for (const rule of rules.fields) {
    const field = issue.fields.find(({ name }) => name === rule.field);
    if (field === undefined || fixes.has(rule.field) || (issue.subtask && !rule.subtasks)) continue;
    const wrong = whatIsWrong(field, rule);
    if (wrong === null) continue;
    const given = allowed.fields.includes(rule.field)
      ? controlFor(field, rule)
      : { control: null, why: "The policy does not let it be filled in from here." };
    fixes.set(rule.field, { field, rule, ...given, wrong });
  }
  return [...fixes.values()];
}

function whatIsWrong({ name, value }: IssueField, rule: FieldRule): string | null {
  const shown = oneLine(name);
  if (value.state !== "value") return rule.required ? `${shown} is empty` : null;
  const isRight = value.texts.every((text) => fieldAllows(rule, text));
  return isRight ? null : `${shown} is ${quote(value.texts.join(", "))}`;
}

function controlFor(field: IssueField, rule: FieldRule): Pick<FieldFix, "control" | "why"> {
  const { control } = field;
  if (control === null) return { control, why: `It ${field.why}.` };
  if ("choices" in control) {
    const choices = control.choices.filter(({ name }) => fieldAllows(rule, name));
    if (choices.length > 0) return { control: { ...control, choices }, why: "" };
    return { control: null, why: "Jira offers none of the values that the policy allows." };
  }
  const isTyped = control.kind !== "user" && control.kind !== "words" && control.kind !== "date-time";
  if (rule.oneOf === null || !isTyped) return { control, why: "" };
  const texts = rule.oneOf.filter((text) => fieldAllows(rule, text));
  return { control: { kind: "select", choices: texts.map((text) => ({ id: text, name: text })) }, why: "" };
}

function statusFix(issue: EditableIssue, rules: IssueRules, { transitions }: FixRules): StatusFix | null {
  const allowed = allowedStatuses(rules, issue);
  const isAllowed = (status: string) => allowed?.some((one) => foldCase(one) === foldCase(status)) ?? true;
  if (allowed === null || isAllowed(issue.status)) return null;
  if (!transitions) return { allowed, moves: [], why: "The policy does not let issues be moved from here." };
  const moves = issue.transitions
    .filter(({ to }) => isAllowed(to))
    .map((transition) => ({ transition, why: whyNotHere(transition) }));
  const there = enumerate(allowed.map(oneLine), "or");
  const why = `Jira offers the service's account no way from ${quote(issue.status)} to ${there}.`;
  return { allowed, moves, why: moves.length === 0 ? why : "" };
}

function whyNotHere({ required }: Transition): string {
  const others = required.filter(({ control }) => control === null).map(({ name }) => oneLine(name));
  return others.length === 0
    ? ""
    : `It asks for ${enumerate(others, "and")}, which only Jira itself can take.`;
}
