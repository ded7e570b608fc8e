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

/** A line as it is read. */
export interface AuditLine extends AuditEntry {
  readonly id: string;
  /** Of an approval that was withdrawn since: by whom and when. */
  readonly withdrawn: { readonly by: string; readonly at: string } | null;
}

/** Which lines are wanted; absent: any. */
export interface AuditFilter {
  readonly target?: string | undefined;
  /** A login, in any case. */
  readonly login?: string | undefined;
}

/** Who did what. Whoever saves what a line tells of writes the line in the same transaction (src/store/audit.ts). */
export interface AuditLog {
  /** For what has no other row: the line is all there is. */
  appendAudit(entries: readonly AuditEntry[]): Promise<void>;
  /** Newest first, at most `limit`, those before the line `before`. */
  auditLines(
    repositoryId: number,
    filter: AuditFilter,
    page: { readonly limit: number; readonly before?: string | undefined },
  ): Promise<readonly AuditLine[]>;
  /** The targets that lines are about, by name. */
  auditTargets(repositoryId: number): Promise<readonly string[]>;
}
