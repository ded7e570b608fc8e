import { type Fact, isKnown, type Known, type Unavailable } from "../checker/fact.js";
import type { Report } from "../checker/report.js";
import type { FactId, Facts, Snapshot } from "../checker/snapshot.js";
import type { SourceUnavailable } from "./ports/unavailable.js";
import { nextAttempt } from "./retry-schedule.js";

/** The last evaluation of the same head. */
export interface PreviousEvaluation {
  readonly report: Report | null;
  readonly snapshot: Snapshot | null;
}

/** A fact whose source is away. */
export interface MissingFact {
  readonly id: FactId;
  readonly error: SourceUnavailable;
  readonly previous: PreviousEvaluation;
  readonly now: Date;
  /** In [0, 1); for jitter. */
  readonly random: number;
}

/**
 * What was known of the fact before, where the policy lets that stand in for its source. What was gathered for
 * another policy or another production answers other questions, and stands in for nothing.
 *
 * @param maxAge seconds; undefined: it must be live
 */
export async function standIn(
  missing: MissingFact,
  asked: {
    readonly maxAge: number | undefined;
    readonly policySha: string | null;
    readonly production: () => Promise<Facts["production"]>;
  },
): Promise<Known<unknown> | null> {
  const { id, error, now } = missing;
  const { snapshot } = missing.previous;
  if (asked.maxAge === undefined || snapshot === null || !error.retryable) return null;
  if (snapshot.policy.sha !== asked.policySha) return null;
  const fact: Fact<unknown> = snapshot.facts[id];
  if (!isKnown(fact) || (now.getTime() - Date.parse(fact.at)) / 1000 > asked.maxAge) return null;
  if (id !== "production" && !sameCommit(snapshot.facts.production, await asked.production())) return null;
  return { ...fact, away: nextTry(missing) };
}

/** Why the fact could not be had, since when, and when its source is asked again. */
export function unavailableFact(missing: MissingFact): Unavailable {
  const { message, kind, retryable } = missing.error;
  const { since, retryAt } = nextTry(missing);
  return { unavailable: message, kind, since, retryAt: retryable ? retryAt : null };
}

function sameCommit(before: Facts["production"], now: Facts["production"]): boolean {
  return isKnown(before) && isKnown(now) && before.value.sha === now.value.sha;
}

/** An outage goes on for as long as every evaluation of the head meets it. */
function nextTry({ id, error, previous, now, random }: MissingFact): NonNullable<Known<unknown>["away"]> {
  const fact: Fact<unknown> | undefined = previous.snapshot?.facts[id];
  const stoodInSince = fact !== undefined && isKnown(fact) ? fact.away?.since : undefined;
  const reportedSince = previous.report?.problems.find(({ kind }) => kind === error.kind)?.since;
  const since = new Date(reportedSince ?? stoodInSince ?? now);
  return {
    since: since.toISOString(),
    retryAt: nextAttempt(since, now, error.retryAfterSeconds, random).toISOString(),
  };
}
