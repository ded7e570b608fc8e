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
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
