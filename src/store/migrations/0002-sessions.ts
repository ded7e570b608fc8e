import { sql, type Kysely } from "kysely";

const statements = [
  `create table session (
    token_hash text primary key,
    person_id bigint not null,
    login text not null,
    name text,
    expires_at timestamptz not null
  )`,
  `create index session_by_person on session (person_id)`,
  `create index session_by_end on session (expires_at)`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
