import type { ReportMigration } from "../checker/migration-report.js";
import { learnFrom } from "../migrations/cost-model/learn-from.js";
import type { Parts } from "./parts.js";
import type { MigrationTimings, PostedTimings } from "./ports/migration-timings.js";
import type { MigrationTiming } from "./ports/store.js";

/** Stores how long migrations really took, against what the report of their deploy had expected. */
export function createMigrationTimings({ store }: Pick<Parts, "store">): MigrationTimings {
  return {
    repositoryByName: (owner, name) => store.repositoryByName(owner, name),
    async record(posted) {
      const report = await store.report(posted.repositoryId, posted.target, posted.sha);
      const engine = report?.migrationContext?.engine ?? null;
      if (report === null || engine === null) return "unknown-deploy";
      const learned = posted.timings.map((timing) => ({
        migration: timing.migration,
        result: learn(timing, report.migrations, engine, posted),
      }));
      const timings = learned.flatMap(({ result }) => (typeof result === "string" ? [] : [result]));
      await store.recordMigrationTimings(posted.repositoryId, timings);
      return {
        recorded: timings.map(({ path }) => path),
        ignored: learned.flatMap(({ migration, result }) =>
          typeof result === "string" ? [{ migration, reason: result }] : [],
        ),
      };
    },
  };
}

/** What is to be stored; else why nothing can be learned. */
function learn(
  { migration, seconds }: PostedTimings["timings"][number],
  migrations: readonly ReportMigration[],
  engine: string,
  { sha, at }: PostedTimings,
): MigrationTiming | string {
  const named = migrations.filter(({ path }) => isNamed(path, migration));
  const [own] = named;
  if (own === undefined) return "the deploy's report has no such migration";
  if (named.length > 1) return "several migrations of the deploy are called so: give the path";
  const lesson = learnFrom(own);
  return "reason" in lesson
    ? lesson.reason
    : { engine, path: own.path, sha, at, cost: lesson.cost, expected: lesson.expected, seconds };
}

function isNamed(path: string, name: string): boolean {
  const file = path.slice(path.lastIndexOf("/") + 1);
  return [path, file, file.replace(/\.\w+$/, "")].includes(name);
}
