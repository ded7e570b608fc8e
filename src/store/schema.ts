import type { ColumnType, Generated } from "kysely";

/** Written as ISO 8601 text or Date, read as Date. */
type Instant = ColumnType<Date, Date | string, Date | string>;
/** Written as JSON text, read as what it says: to be parsed before it is trusted. */
type Json = ColumnType<unknown, string, string>;
/** Deflated JSON. */
type Compressed = Uint8Array;

export interface RepositoryTable {
  id: number;
  owner: string;
  name: string;
  installation_id: number;
  default_branch: string;
  saved_at: Instant;
  /** Set once the app is not installed there any more. */
  removed_at: Instant | null;
}

export interface PolicyTable {
  repository_id: number;
  ref: string | null;
  sha: string | null;
  text: string | null;
  mistakes: Json | null;
}

export interface PushTable {
  repository_id: number;
  ref: string;
  sha: string | null;
  at: Instant;
}

export interface EvaluationTable {
  id: Generated<number>;
  repository_id: number;
  target: string;
  ref: string;
  head_sha: string;
  state: string;
  summary: string;
  at: Instant;
  report: Compressed;
  snapshot: Compressed | null;
}

export interface DeployTable {
  repository_id: number;
  target: string;
  ref: string;
  head_sha: string;
  production_sha: string | null;
  policy_sha: string | null;
  state: string;
  pushed_at: Instant;
  evaluated_at: Instant;
  has_problems: boolean;
  open: boolean;
  shipped_at: Instant | null;
  shipped_as: string | null;
}

/** Issues that an open deploy's last report speaks of. */
export interface MentionTable {
  repository_id: number;
  target: string;
  ref: string;
  issue_key: string;
}

/** Issues that an open deploy had shipping at some time since it last shipped. */
export type EarlierIssueTable = MentionTable;

export interface ShippedTable {
  repository_id: number;
  target: string;
  production_sha: string;
  head_sha: string;
  at: Instant;
}

export interface ReportedDeploymentTable {
  id: Generated<number>;
  repository_id: number;
  target: string;
  sha: string;
  state: string;
  at: Instant;
}

export interface MigrationTimingTable {
  repository_id: number;
  path: string;
  sha: string;
  engine: string;
  cost: string;
  expected: number;
  seconds: number;
  at: Instant;
}

export interface StatusTable {
  repository_id: number;
  sha: string;
  context: string;
  ref: string;
  state: string;
  description: string;
  target_url: string;
  posted_at: Instant;
}

export interface OriginTable {
  repository_id: number;
  sha: string;
  pull_request_texts: Json | null;
  verified_author: string | null;
}

export interface IssueChangeTable {
  issue_key: string;
  at: Instant;
}

export interface SeenTable {
  kind: string;
  identifier: string;
  at: Instant;
}

/** Append-only: the database refuses anything else. */
export interface AuditEntryTable {
  id: Generated<number>;
  at: Instant;
  person_id: number | null;
  login: string;
  action: string;
  repository_id: number;
  target: string | null;
  detail: Json;
}

export interface ApprovalTable {
  id: Generated<number>;
  repository_id: number;
  target: string;
  /** The fingerprint of what was approved. */
  finding: string;
  person_id: number;
  login: string;
  reason: string;
  at: Instant;
  until: Instant | null;
  withdrawn_at: Instant | null;
  withdrawn_by: string | null;
}

/** What an evaluation came to; one row for as long as nothing of it changed. */
export interface HistoryTable {
  id: Generated<number>;
  repository_id: number;
  target: string;
  ref: string;
  head_sha: string;
  state: string;
  summary: string;
  at: Instant;
  last_at: Instant;
  evaluations: number;
  /** The row of the same ref before it. */
  previous_id: number | null;
  /** Null in rows that are older than this table. */
  commits: number | null;
  outline: Compressed | null;
  digest: string | null;
  shipped_at: Instant | null;
  shipped_as: string | null;
}

/** What a head can be found by. */
export interface SearchWordTable {
  repository_id: number;
  target: string;
  head_sha: string;
  kind: string;
  word: string;
}

export interface SignOffTable {
  id: Generated<number>;
  repository_id: number;
  target: string;
  name: string;
  person_id: number;
  login: string;
  note: string;
  at: Instant;
  /** One digest of what it was given for. */
  content: string;
  /** The same commit by commit, as deflated JSON; null: past its time. */
  content_ids: Compressed | null;
  withdrawn_at: Instant | null;
  withdrawn_by: string | null;
}

/** Of people who have taken on a deploy. */
export interface ResponsibleTable {
  id: Generated<number>;
  repository_id: number;
  target: string;
  ref: string;
  /** The head that was there when they did. */
  head_sha: string;
  person_id: number;
  login: string;
  at: Instant;
  laid_down_at: Instant | null;
  /** The head that the deploy ended with; null: it is open. */
  closed_as: string | null;
}

/** Of people who have signed in. */
export interface SessionTable {
  token_hash: string;
  person_id: number;
  login: string;
  name: string | null;
  expires_at: Instant;
}

/** The tables as the newest migration leaves them. */
export interface Schema {
  repository: RepositoryTable;
  policy: PolicyTable;
  push: PushTable;
  evaluation: EvaluationTable;
  deploy: DeployTable;
  mention: MentionTable;
  earlier_issue: EarlierIssueTable;
  shipped: ShippedTable;
  reported_deployment: ReportedDeploymentTable;
  migration_timing: MigrationTimingTable;
  status: StatusTable;
  origin: OriginTable;
  seen: SeenTable;
  issue_change: IssueChangeTable;
  audit_entry: AuditEntryTable;
  history: HistoryTable;
  search_word: SearchWordTable;
  session: SessionTable;
  approval: ApprovalTable;
  sign_off: SignOffTable;
  responsible: ResponsibleTable;
}
