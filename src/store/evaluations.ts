import { sql, type Kysely } from "kysely";
import type { z } from "zod";
import type { Report } from "../checker/report.js";
import { reportSchema } from "../checker/report-schema.js";
import { snapshotSchema } from "../checker/snapshot-schema.js";
import type { EvaluationSummary, Store } from "../deploys/ports/store.js";
import { saveHistoryEntry } from "./history-entry.js";
import { packOutline } from "./history-outline.js";
import { compressJson, readCompressedJson, UnreadableRow } from "./json-column.js";
import { stateSchema } from "./state-schema.js";
import { createRecentReports } from "./recent-reports.js";
import { saveDeploy, saveIssues } from "./save-deploy.js";
import type { Schema } from "./schema.js";

type Evaluations = Pick<
  Store,
  "saveEvaluation" | "saveIssues" | "saveSnapshot" | "report" | "reportOf" | "snapshot" | "targetsOf"
>;

/**
 * A document that this version cannot read counts as not there, so that the deploy is evaluated again rather than
 * stuck; `onUnreadable` is told.
 */
export function createEvaluations(
  db: Kysely<Schema>,
  onUnreadable: (error: UnreadableRow) => void,
): Evaluations {
  const read = async <T>(bytes: Uint8Array, what: string, schema: z.ZodType<T>): Promise<T | null> => {
    try {
      return await readCompressedJson(bytes, what, schema);
    } catch (error) {
      if (!(error instanceof UnreadableRow)) throw error;
      onUnreadable(error);
      return null;
    }
  };
  const recent = createRecentReports();
  const readReport = (id: string): Promise<Report | null> =>
    recent.of(id, async () => {
      const row = await db
        .selectFrom("evaluation")
        .select("report")
        .where("id", "=", Number(id))
        .executeTakeFirst();
      return row === undefined ? null : read(row.report, "report", reportSchema);
    });
  const newest = (repositoryId: number, target: string) =>
    db
      .selectFrom("evaluation")
      .where("repository_id", "=", repositoryId)
      .where("target", "=", target)
      .orderBy("id", "desc")
      .limit(1);
  return {
    async saveEvaluation(evaluation) {
      const { repositoryId, ref, report } = evaluation;
      return db.transaction().execute(async (trx) => {
        const saving = saveDeploy(trx, evaluation);
        // Written as text and compressed (on another thread) beside what the database does meanwhile.
        const compressing = compressJson(report);
        const packing = packOutline(report);
        for (const work of [compressing, packing]) work.catch(() => undefined);
        await saving;
        const { id } = await trx
          .insertInto("evaluation")
          .values({
            repository_id: repositoryId,
            target: report.target,
            ref,
            head_sha: report.head.sha,
            state: report.state,
            summary: report.summary,
            at: report.gatheredAt,
            report: await compressing,
            snapshot: null,
          })
          .returning("id")
          .executeTakeFirstOrThrow();
        await saveHistoryEntry(trx, evaluation, await packing);
        return String(id);
      });
    },
    saveIssues: (evaluation) => saveIssues(db, evaluation),
    async saveSnapshot(evaluationId, snapshot) {
      const compressed = await compressJson(snapshot);
      await sql`
        with mine as (
          update evaluation set snapshot = ${compressed} where id = ${evaluationId}::bigint
          returning id, repository_id, target, head_sha
        )
        update evaluation set snapshot = null from mine
        where evaluation.repository_id = mine.repository_id and evaluation.target = mine.target
          and evaluation.head_sha = mine.head_sha and evaluation.id < mine.id
          and evaluation.snapshot is not null`.execute(db);
    },
    async report(repositoryId, target, headSha) {
      const query = newest(repositoryId, target).select("id");
      const found = await (
        headSha === undefined ? query : query.where("head_sha", "=", headSha)
      ).executeTakeFirst();
      return found === undefined ? null : readReport(String(found.id));
    },
    reportOf: ({ id }) => readReport(id),
    async snapshot(repositoryId, target, headSha) {
      const row = await newest(repositoryId, target)
        .select("snapshot")
        .where("head_sha", "=", headSha)
        .where("snapshot", "is not", null)
        .executeTakeFirst();
      if (row === undefined || row.snapshot === null) return null;
      return read(row.snapshot, "snapshot", snapshotSchema);
    },
    async targetsOf(repositoryId) {
      const rows = await db
        .selectFrom("evaluation")
        .distinctOn("target")
        .select(["id", "target", "ref", "head_sha", "state", "summary", "at"])
        .where("repository_id", "=", repositoryId)
        .orderBy("target")
        .orderBy("id", "desc")
        .execute();
      return rows.map((row): EvaluationSummary => ({
        id: String(row.id),
        target: row.target,
        ref: row.ref,
        headSha: row.head_sha,
        state: stateSchema.parse(row.state),
        summary: row.summary,
        at: row.at.toISOString(),
      }));
    },
  };
}
