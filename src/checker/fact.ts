/** A fact that was learned: its value, when (ISO 8601 instant) and from where. */
export interface Known<T> {
  readonly value: T;
  readonly at: string;
  readonly source: string;
  /** Present where the source is away and this is what it said before: since when, and when it is asked again. */
  readonly away?: { readonly since: string; readonly retryAt: string };
}

/** Why a fact could not be had. Kinds are public: they appear as `problems[].kind` in the report. */
export const problemKinds = [
  "jira-unavailable",
  "jira-credentials",
  "jira-not-configured",
  "jira-refused",
  "github-unavailable",
  "git-unavailable",
  "row-counts-unavailable",
  "row-counts-not-configured",
  "row-counts-not-allowed",
  "policy-invalid",
  "production-unknown",
  "production-untrusted",
  "fact-too-old",
  "internal",
] as const;

export type ProblemKind = (typeof problemKinds)[number];

/** A fact that could not be had. A check that needs it is in state `error`: unknown is never green. */
export interface Unavailable {
  /** One sentence without a final stop, short enough for a commit status: "Cannot reach Jira: 503". */
  readonly unavailable: string;
  readonly kind: ProblemKind;
  /** Instant of the first failed attempt in this outage (ISO 8601). */
  readonly since: string;
  /** When it is tried again by itself; null where only a person can mend it (settings, policy). */
  readonly retryAt: string | null;
}

/** A fact that nobody asked for on purpose, e.g. `cli check --no-jira`. Its checks are `off`, and say so. */
export interface NotAsked {
  readonly notAsked: string;
}

export type Fact<T> = Known<T> | Unavailable | NotAsked;

export function isKnown<T>(fact: Fact<T>): fact is Known<T> {
  return "value" in fact;
}

export function isUnavailable<T>(fact: Fact<T>): fact is Unavailable {
  return "unavailable" in fact;
}
