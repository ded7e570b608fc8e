import type { SignOff } from "../../checker/report.js";
import type { AuditEntry } from "./audit-log.js";

/** A sign-off with the account that gave it, which a login alone does not tell for ever. */
export interface NewSignOff extends Omit<SignOff, "id" | "contentIds"> {
  readonly contentIds: readonly string[];
  readonly personId: number;
}

/** Who signed off what. Each change is written with its line of the audit log. */
export interface SignOffBook {
  /** False, and nothing is written, where that person's word for that content is there already. */
  saveSignOff(repositoryId: number, target: string, signOff: NewSignOff, audit: AuditEntry): Promise<boolean>;
  /** The newest that were not withdrawn, oldest first; of each name only the newest with its content ids. */
  signOffs(repositoryId: number, target: string): Promise<readonly SignOff[]>;
  /** False where there is no such sign-off, or it was withdrawn already. */
  withdrawSignOff(
    repositoryId: number,
    target: string,
    id: string,
    withdrawal: { readonly by: string; readonly at: string; readonly audit: AuditEntry },
  ): Promise<boolean>;
}
