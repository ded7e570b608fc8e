import { sql, type Kysely } from "kysely";

const statements = [
  `create table repository (
    id bigint primary key,
    owner text not null,
    name text not null,
    installation_id bigint not null,
    default_branch text not null,
    saved_at timestamptz not null,
    removed_at timestamptz
  )`,
  `create index repository_by_name on repository (lower(owner), lower(name))`,
  `create index repository_by_installation on repository (installation_id)`,

  `create table policy (
    repository_id bigint primary key,
    ref text,
    sha text,
    text text,
    mistakes jsonb
  )`,

  `create table push (
    repository_id bigint not null,
    ref text not null,
    sha text,
    at timestamptz not null,
    primary key (repository_id, ref)
  )`,
  `create index push_by_time on push (at)`,

  `create table evaluation (
    id bigint generated always as identity primary key,
    repository_id bigint not null,
    target text not null,
    ref text not null,
    head_sha text not null,
    state text not null,
    summary text not null,
    at timestamptz not null,
    report bytea not null,
    snapshot bytea
  )`,
  `create index evaluation_newest on evaluation (repository_id, target, id desc)`,
  `create index evaluation_by_head on evaluation (repository_id, target, head_sha, id desc)`,

  `create table deploy (
    repository_id bigint not null,
    target text not null,
    ref text not null,
    head_sha text not null,
    production_sha text,
    policy_sha text,
    state text not null,
    pushed_at timestamptz not null,
    evaluated_at timestamptz not null,
    has_problems boolean not null,
    open boolean not null,
    shipped_at timestamptz,
    shipped_as text,
    primary key (repository_id, target, ref)
  )`,
  `create index deploy_open on deploy (repository_id) where open`,

  ...["mention", "earlier_issue"].map(
    (table) => `create table ${table} (
      repository_id bigint not null,
      target text not null,
      ref text not null,
      issue_key text not null,
      primary key (repository_id, target, ref, issue_key),
      foreign key (repository_id, target, ref) references deploy on delete cascade
    )`,
  ),
  `create index mention_by_issue on mention (issue_key)`,

  `create table shipped (
    repository_id bigint not null,
    target text not null,
    production_sha text not null,
    head_sha text not null,
    at timestamptz not null,
    primary key (repository_id, target, production_sha)
  )`,

  `create table reported_deployment (
    id bigint generated always as identity primary key,
    repository_id bigint not null,
    target text not null,
    sha text not null,
    state text not null,
    at timestamptz not null
  )`,
  `create index reported_deployment_newest on reported_deployment (repository_id, target, at desc)`,

  `create table status (
    repository_id bigint not null,
    sha text not null,
    context text not null,
    ref text not null,
    state text not null,
    description text not null,
    target_url text not null,
    posted_at timestamptz not null,
    primary key (repository_id, sha, context)
  )`,
  `create index status_pending on status (repository_id) where state = 'pending'`,

  `create table origin (
    repository_id bigint not null,
    sha text not null,
    pull_request_texts jsonb,
    verified_author text,
    primary key (repository_id, sha)
  )`,

  `create table seen (
    kind text not null,
    identifier text not null,
    at timestamptz not null,
    primary key (kind, identifier)
  )`,
  `create index seen_by_time on seen (at)`,

  // Kept for a while: an issue may change while the first evaluation of a deploy that mentions it still runs.
  `create table issue_change (
    issue_key text primary key,
    at timestamptz not null
  )`,

  `create table audit (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    actor text not null,
    action text not null,
    repository_id bigint,
    detail jsonb not null
  )`,
  `create index audit_by_time on audit (at)`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
