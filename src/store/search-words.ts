import { sql, type Kysely } from "kysely";
import type { Report, ReportCommit } from "../checker/report.js";
import { personWords, wordOf } from "../deploys/search-terms.js";
import type { SearchTerm } from "../deploys/ports/history.js";
import type { Schema } from "./schema.js";

/** Makes a head findable by what it has shipping now, in place of what it had before. */
export async function saveSearchWords(
  db: Kysely<Schema>,
  repositoryId: number,
  report: Report,
): Promise<void> {
  const { target, head } = report;
  // What it contains could not be told: then it has what it had.
  if (report.commits.length === 0 && report.problems.length > 0) return;
  const words = wordsOf(report);
  const [kinds, texts] = [words.map(({ kind }) => kind), words.map(({ word }) => word)];
  // Most evaluations of a head find all its words there: those are compared, not written again.
  await sql`
    with wanted as materialized (
      select distinct kind, word collate "C" as word from unnest(${kinds}::text[], ${texts}::text[]) as given (kind, word)
    ), present as materialized (
      select kind, word from search_word
      where repository_id = ${repositoryId} and target = ${target} and head_sha = ${head.sha}
    ), gone as (
      delete from search_word using (select kind, word from present except select kind, word from wanted) as unwanted
      where repository_id = ${repositoryId} and target = ${target} and head_sha = ${head.sha}
        and search_word.kind = unwanted.kind and search_word.word = unwanted.word
    )
    insert into search_word (repository_id, target, head_sha, kind, word)
    select ${repositoryId}::bigint, ${target}::text, ${head.sha}::text, kind, word
    from (select kind, word from wanted except select kind, word from present) as lacking
    on conflict do nothing`.execute(db);
}

function wordsOf(report: Report): readonly SearchTerm[] {
  const goesOut = ({ disposition }: ReportCommit) =>
    disposition === "shipping" || disposition === "no-issue" || disposition === "ignored";
  const commits = report.commits.filter(goesOut);
  const keys = commits
    .filter(({ disposition }) => disposition === "shipping")
    .flatMap(({ issueKeys }) => issueKeys);
  const moved = report.issues.flatMap(({ movedTo }) => (movedTo === null ? [] : [movedTo]));
  const people = new Map(commits.map(({ author }) => [`${author.name}\n${author.email}`, author]));
  return [
    ...[...keys, ...moved].map((key): SearchTerm => ({ kind: "issue", word: wordOf("issue", key) })),
    ...commits.map(({ sha }): SearchTerm => ({ kind: "commit", word: sha })),
    ...[...people.values()].flatMap((author) =>
      personWords(author).map((word): SearchTerm => ({ kind: "person", word })),
    ),
  ];
}
