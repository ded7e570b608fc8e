import { isKnown, isUnavailable, type Fact, type Unavailable } from "./fact.js";
import type { CommitRules, Rules } from "./rules.js";
import type { CommitOrigins, FactId, Facts, Snapshot } from "./snapshot.js";

/** Seconds that a live fact may be old when it is evaluated: clocks differ, and huge deploys take their time. */
const tolerance = 15 * 60;

const noOrigins: CommitOrigins = { pullRequestTexts: {}, verifiedAuthors: {} };

/**
 * The facts as an evaluation may use them: those that are older than the policy allows are unavailable, a deploy
 * whose production or range is not known is never taken for an empty one, and what is not known of commits' origins
 * makes the verdict stricter where nobody could be asked, or does not matter where the policy has no use for it.
 */
export function effectiveFacts(snapshot: Snapshot, rules: Rules): Facts {
  const fresh = Object.fromEntries(
    Object.entries(snapshot.facts).map(([id, fact]: [string, Fact<unknown>]) => [
      id,
      tooOld(id as FactId, fact, snapshot.at, rules) ?? fact,
    ]),
  ) as unknown as Facts;
  return {
    ...fresh,
    production: required(fresh.production, "Production", snapshot.at),
    range: required(fresh.range, "The range of commits", snapshot.at),
    origins: originsOf(fresh.origins, rules.commits, snapshot.at),
  };
}

function tooOld(id: FactId, fact: Fact<unknown>, now: string, rules: Rules): Unavailable | null {
  if (!isKnown(fact)) return null;
  const age = (Date.parse(now) - Date.parse(fact.at)) / 1000;
  if (age <= (rules.maxAge[id] ?? 0) + tolerance) return null;
  return {
    unavailable: `What ${fact.source} said is ${Math.floor(age / 60)} min old`,
    kind: "fact-too-old",
    since: fact.at,
    retryAt: now,
  };
}

function required<T>(fact: Fact<T>, name: string, now: string): Fact<T> {
  if (isKnown(fact) || isUnavailable(fact)) return fact;
  return {
    unavailable: `${name} is not known: ${fact.notAsked}`,
    kind: "production-unknown",
    since: now,
    retryAt: null,
  };
}

function originsOf(origins: Facts["origins"], rules: CommitRules, now: string): Facts["origins"] {
  const matter = rules.pullRequestKeys || rules.ignoreAuthors.length > 0;
  if (isKnown(origins) || (isUnavailable(origins) && matter)) return origins;
  return { value: noOrigins, at: now, source: "nobody" };
}
