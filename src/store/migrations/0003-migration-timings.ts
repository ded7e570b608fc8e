import { sql, type Kysely } from "kysely";

const statements = [
  `create table migration_timing (
    repository_id bigint not null,
    path text not null,
    sha text not null,
    engine text not null,
    cost text not null,
    expected double precision not null,
    seconds double precision not null,
    at timestamptz not null,
    primary key (repository_id, path, sha)
  )`,
  `create index migration_timing_newest on migration_timing (repository_id, at desc)`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
