import { sql, type Kysely } from "kysely";

const statements = [
  `create table audit_entry (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    person_id bigint,
    login text not null,
    action text not null,
    repository_id bigint not null,
    target text,
    detail jsonb not null
  )`,
  `create index audit_entry_newest on audit_entry (repository_id, id desc)`,
  `insert into audit_entry (at, person_id, login, action, repository_id, target, detail)
    select at, (detail->>'personId')::bigint, actor, action, repository_id, detail->>'target',
      (detail - 'personId' - 'target' - 'repository')
        || case when detail ? 'subject' then jsonb_build_object('subject', detail->'subject'->>'id')
           else '{}'::jsonb end
    from audit where repository_id is not null and jsonb_typeof(detail) = 'object' order by id`,
  `drop table audit`,
  `create function refuse_change_of_audit_entry() returns trigger language plpgsql as $$
    begin
      raise exception 'The audit log is append-only' using errcode = 'insufficient_privilege';
    end
  $$`,
  `create trigger audit_entry_is_append_only before update or delete or truncate on audit_entry
    for each statement execute function refuse_change_of_audit_entry()`,

  // One row for each time that something was another than before: kept much longer than the reports.
  `create table history (
    id bigint generated always as identity primary key,
    repository_id bigint not null,
    target text not null,
    ref text not null,
    head_sha text not null,
    state text not null,
    summary text not null,
    at timestamptz not null,
    last_at timestamptz not null,
    evaluations integer not null,
    previous_id bigint,
    commits integer,
    outline bytea,
    digest text,
    shipped_at timestamptz,
    shipped_as text
  )`,
  `create index history_newest on history (repository_id, target, id desc)`,
  `create index history_of_ref on history (repository_id, target, ref, id desc)`,
  `create index history_of_head on history (repository_id, target, head_sha, id desc)`,
  `create index history_by_time on history (last_at)`,
  `insert into history (repository_id, target, ref, head_sha, state, summary, at, last_at, evaluations)
    select repository_id, target, ref, head_sha, state, summary, at, at, 1 from evaluation order by id`,
  `update history set previous_id = earlier.previous_id from (
      select id, lag(id) over (partition by repository_id, target, ref order by id) as previous_id from history
    ) as earlier
    where earlier.id = history.id and earlier.previous_id is not null`,
  `update history set shipped_at = deploy.shipped_at, shipped_as = deploy.shipped_as
    from deploy, (
      select repository_id, target, ref, head_sha, max(id) as id from history
      group by repository_id, target, ref, head_sha
    ) as newest
    where newest.id = history.id and deploy.shipped_at is not null and deploy.repository_id = newest.repository_id
      and deploy.target = newest.target and deploy.ref = newest.ref and deploy.head_sha = newest.head_sha`,

  // In the order of bytes, so that what begins with some letters stands together.
  `create table search_word (
    repository_id bigint not null,
    target text not null,
    head_sha text not null,
    kind text not null,
    word text collate "C" not null,
    primary key (repository_id, target, head_sha, kind, word)
  )`,
  `create index search_word_by_word on search_word (kind, word)`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
