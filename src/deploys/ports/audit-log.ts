/** What a line says beyond who, what and where: plain values under short words that the page shows as they are. */
export type AuditDetail = Readonly<Record<string, string | number | boolean | null>>;

/** A line of the audit log. Never changed, never deleted. */
export interface AuditEntry {
  /** ISO 8601 */
  readonly at: string;
  /** The account, which a login alone does not tell for ever; null: not known. */
  readonly personId: number | null;
  readonly login: string;
  /** What was done, as "@ada ..." goes on: "approved", "withdrew", "signed off". */
  readonly action: string;
  readonly repositoryId: number;
  /** null: it is about the repository, not about one of its targets. */
  readonly target: string | null;
  /**
   * Words that the page knows: `sha` (the head it was done on), `check`, `subject` (of a finding), `message`,
   * `finding` (its fingerprint), `reason`, `until`. Others are shown under their own name.
   */
  readonly detail: AuditDetail;
}

/** Who did what. Whoever saves what a line tells of writes the line in the same transaction (src/store/audit.ts). */
export interface AuditLog {
  /** For what has no other row: the line is all there is. */
  appendAudit(entries: readonly AuditEntry[]): Promise<void>;
}
