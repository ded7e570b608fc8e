import type { Check, CheckInput, Draft, KnownFacts } from "./check.js";
import type { Contents } from "./contents.js";
import { isKnown, isUnavailable, type Fact, type Unavailable } from "./fact.js";
import { fingerprints } from "./fingerprint.js";
import type { CheckResult, Finding, Severity } from "./report.js";
import type { Rules } from "./rules.js";
import type { FactId, Facts, Snapshot } from "./snapshot.js";

/** What came of one check. */
export interface CheckOutcome {
  readonly result: CheckResult;
  readonly findings: readonly Finding[];
  /** Words of the one-line summary for what nobody has approved. */
  readonly words: readonly string[];
  /** The needed facts that could not be had. */
  readonly unavailable: readonly Unavailable[];
}

export interface CheckContext extends Pick<CheckInput<FactId>, "content" | "signOffs"> {
  readonly snapshot: Snapshot;
  readonly facts: Facts;
  readonly rules: Rules;
  readonly contents: Contents;
  readonly approvalOf: (finding: string) => Finding["approval"];
}

/** Runs one check, unless it is off or cannot tell. */
export function runCheck(check: Check, context: CheckContext): CheckOutcome {
  const { facts, rules } = context;
  const severity = rules.severities[check.id];
  if (severity === "off" || !check.configured(rules)) return idle(check, "off");

  const needed = check.needs.map((id): Fact<unknown> => facts[id]);
  const unavailable = needed.filter(isUnavailable);
  if (unavailable.length > 0) {
    return { ...idle(check, "error", unavailable.map((fact) => fact.unavailable).join("; ")), unavailable };
  }
  const notAsked = needed.find((fact) => "notAsked" in fact)?.notAsked;
  if (notAsked !== undefined) return idle(check, "off", notAsked.replace(/^(?:not asked: )?/, "not asked: "));
  return run(check, severity, context);
}

function idle(check: Check, state: "off" | "error", note?: string): CheckOutcome {
  const result = { id: check.id, state, findings: 0, ...(note === undefined ? {} : { note }) };
  return { result, findings: [], words: [], unavailable: [] };
}

function run(check: Check, severity: Severity, context: CheckContext): CheckOutcome {
  const { snapshot, facts, rules, contents, content, signOffs, approvalOf } = context;
  const drafts = check.run({
    snapshot,
    rules,
    contents,
    facts: valuesOf(facts, check.needs),
    content,
    signOffs,
  });
  const ids = fingerprints(check.id, drafts, contents);
  const findings = drafts.map(({ subject, message, remedy, url, ...draft }, index): Finding => {
    const id = ids[index] ?? "";
    const own = draft.severity ?? severity;
    return { id, check: check.id, severity: own, subject, message, remedy, url, approval: approvalOf(id) };
  });
  const open = drafts.filter((_, index) => findings[index]?.approval === null);
  const state = severityOf(open, severity);
  const serious = open.filter((draft) => (draft.severity ?? severity) === state);
  const words = serious.length === 0 ? [] : check.summarise(serious, rules);
  return { result: { id: check.id, state, findings: findings.length }, findings, words, unavailable: [] };
}

function severityOf(open: readonly Draft[], severity: Severity): Severity | "success" {
  if (open.length === 0) return "success";
  return open.some((draft) => draft.severity === undefined) ? severity : "warning";
}

/** The values of the facts that a check declared; all of them are known. */
function valuesOf(facts: Facts, needs: readonly FactId[]): KnownFacts<FactId> {
  const known = needs.flatMap((id): [FactId, unknown][] => {
    const fact: Fact<unknown> = facts[id];
    return isKnown(fact) ? [[id, fact.value]] : [];
  });
  return Object.fromEntries(known) as KnownFacts<FactId>;
}
