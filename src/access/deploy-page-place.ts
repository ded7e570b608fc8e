import type { AuditDetail, AuditEntry } from "../deploys/ports/audit-log.js";
import type { Repository } from "../deploys/ports/repository.js";
import type { Person } from "./person.js";

/** A head of a target, as its page shows it, and who acts on it. */
export interface DeployPagePlace {
  readonly repository: Repository;
  readonly target: string;
  readonly sha: string;
  /** The full ref that is deployed; null: the head is no ref's tip any more. */
  readonly ref: string | null;
  readonly person: Person;
}

/** The audit log's line of what was done there. */
export function auditEntryOf(
  { repository, target, sha, person }: DeployPagePlace,
  action: string,
  at: string,
  detail: AuditDetail = {},
): AuditEntry {
  const { id: personId, login } = person;
  return { at, personId, login, action, repositoryId: repository.id, target, detail: { ...detail, sha } };
}
