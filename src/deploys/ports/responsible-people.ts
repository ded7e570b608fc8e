import type { AuditEntry } from "./audit-log.js";

/** Somebody who took on a deploy. */
export interface Responsible {
  readonly personId: number;
  readonly login: string;
  readonly at: string;
}

/** A deploy as its page shows it. */
export interface DeployOfPeople {
  readonly repositoryId: number;
  readonly target: string;
  /** The full ref that is deployed; null: this head is no ref's tip any more. */
  readonly ref: string | null;
  readonly sha: string;
}

/** Who took on which deploy: until it ships, however often it is pushed. Changes come with their audit line. */
export interface ResponsiblePeople {
  responsiblePeople(deploy: DeployOfPeople): Promise<readonly Responsible[]>;
  /** False, and nothing is written, where the person has taken it on already. */
  takeResponsibility(
    deploy: DeployOfPeople & { readonly ref: string },
    person: Responsible,
    audit: AuditEntry,
  ): Promise<boolean>;
  /** False where the person had not taken it on. */
  layDownResponsibility(
    deploy: DeployOfPeople & { readonly ref: string },
    person: Responsible,
    audit: AuditEntry,
  ): Promise<boolean>;
}
