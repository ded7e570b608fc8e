import { sql, type Kysely } from "kysely";

const statements = [
  `create table approval (
    id bigint generated always as identity primary key,
    repository_id bigint not null,
    target text not null,
    finding text not null,
    person_id bigint not null,
    login text not null,
    reason text not null,
    at timestamptz not null,
    until timestamptz,
    withdrawn_at timestamptz,
    withdrawn_by text
  )`,
  `create index approval_of_target on approval (repository_id, target) where withdrawn_at is null`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
