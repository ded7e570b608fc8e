import { sql, type Kysely } from "kysely";

const statements = [
  `create table sign_off (
    id bigint generated always as identity primary key,
    repository_id bigint not null,
    target text not null,
    name text not null,
    person_id bigint not null,
    login text not null,
    note text not null,
    at timestamptz not null,
    content text not null,
    content_ids bytea,
    withdrawn_at timestamptz,
    withdrawn_by text
  )`,
  `create unique index sign_off_once on sign_off (repository_id, target, name, content, person_id)
    where withdrawn_at is null`,
  `create index sign_off_newest on sign_off (repository_id, target, id desc) where withdrawn_at is null`,
  `create table responsible (
    id bigint generated always as identity primary key,
    repository_id bigint not null,
    target text not null,
    ref text not null,
    head_sha text not null,
    person_id bigint not null,
    login text not null,
    at timestamptz not null,
    laid_down_at timestamptz,
    closed_as text
  )`,
  `create unique index responsible_once on responsible (repository_id, target, ref, person_id)
    where laid_down_at is null and closed_as is null`,
  `create index responsible_of_target on responsible (repository_id, target) where laid_down_at is null`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
