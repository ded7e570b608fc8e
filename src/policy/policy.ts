import type { PolicyMistake } from "../checker/report.js";
import type { Rules } from "../checker/rules.js";

export { policyPath } from "../checker/policy-path.js";

/** What production is for a target. `by`: logins that may create the deployment; null: anyone. */
export type ProductionSource =
  | { readonly kind: "branch"; readonly branch: string }
  | { readonly kind: "tag"; readonly pattern: string }
  | { readonly kind: "environment"; readonly environment: string; readonly by: readonly string[] | null }
  | { readonly kind: "reported" };

export interface ApprovalRules {
  readonly by:
    | "read"
    | "triage"
    | "write"
    | "maintain"
    | "admin"
    | { readonly teams: readonly string[]; readonly users: readonly string[] };
  /** Seconds; null: approvals do not expire. */
  readonly expireAfter: number | null;
  readonly notAuthor: boolean;
}

/** What people may put right in the issue tracker from the page. */
export interface FixRules {
  /** Move an issue to an allowed status. */
  readonly transitions: boolean;
  /** Fields as the policy's rules spell them. */
  readonly fields: readonly string[];
}

/** Whom the policy names for its deploys. */
export interface PeopleRules {
  /** Logins of those who are responsible for every deploy; empty: chosen on the page only. */
  readonly responsible: readonly string[];
  /** Logins, or the operator's name of a source that says who it is; null: nobody is. */
  readonly onCall: { readonly users: readonly string[] } | { readonly source: string } | null;
}

export interface Target {
  /** [a-z0-9][a-z0-9-]* */
  readonly name: string;
  /** Branch names or globs; at least one. */
  readonly deploy: readonly string[];
  readonly production: ProductionSource;
  /** Globs of the paths that belong to the target; null: every commit counts, empty ones too. */
  readonly paths: readonly string[] | null;
  readonly rules: Rules;
  readonly approvals: ApprovalRules;
  readonly people: PeopleRules;
  readonly fixes: FixRules;
}

export interface Policy {
  readonly version: 1;
  readonly targets: readonly Target[];
}

/** A policy, or every mistake of the file at once. */
export type ParsedPolicy =
  | { readonly valid: true; readonly policy: Policy }
  | { readonly valid: false; readonly mistakes: readonly PolicyMistake[] };
