import type { CheckId } from "./check-id.js";
import type { ContentPart } from "./content-ids.js";
import type { Contents } from "./contents.js";
import type { Known } from "./fact.js";
import type { Finding, ReportSignOff, Severity } from "./report.js";
import type { Rules } from "./rules.js";
import type { FactId, Facts, Snapshot } from "./snapshot.js";

/** What a check finds: a finding before it has a fingerprint, a severity and an approval. */
export interface Draft extends Pick<Finding, "subject" | "message" | "remedy" | "url"> {
  /** The offending value: an approval falls when it changes. "In Progress", "Risk: empty". */
  readonly value: string;
  /** Groups findings in the one-line summary, e.g. "without Risk"; findings of one group are counted together. */
  readonly group?: string;
  /** Present where this finding is no more than a warning, however serious the check's others are. */
  readonly severity?: "warning";
  /** The group's words where all of its findings share them: `with Risk "Draft"` in the group `with another Risk`. */
  readonly words?: string;
}

/** The values of the facts that a check declared. */
export type KnownFacts<Needs extends FactId> = {
  readonly [K in Needs]: Extract<Facts[K], Known<unknown>>["value"];
};

export interface CheckInput<Needs extends FactId> {
  readonly snapshot: Snapshot;
  readonly rules: Rules;
  readonly contents: Contents;
  readonly facts: KnownFacts<Needs>;
  /** What goes out, known as a rebase leaves it. */
  readonly content: readonly ContentPart[];
  /** The policy's sign-offs with what holds of those that people gave. */
  readonly signOffs: readonly ReportSignOff[];
}

/**
 * A named rule over facts. Pure: the same input yields the same drafts. One file a check under `checks/`,
 * one line in `checks/index.ts`.
 */
export interface Check<Needs extends FactId = FactId> {
  readonly id: CheckId;
  /** "Issue status": heads the check's group on the page. */
  readonly title: string;
  /** One or two sentences for people: what the rule protects. */
  readonly why: string;
  readonly defaultSeverity: Severity | "off";
  /** The facts without which the check cannot tell. */
  readonly needs: readonly Needs[];
  /** Whether the policy gives the check something to do; if not its state is `off`. */
  readonly configured: (rules: Rules) => boolean;
  readonly run: (input: CheckInput<Needs>) => readonly Draft[];
  /** The words of the one-line summary for these findings: ["2 issues without Risk"]. Contract 5.4. */
  readonly summarise: (drafts: readonly Draft[], rules: Rules) => readonly string[];
}
