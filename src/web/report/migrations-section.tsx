import type { FC } from "hono/jsx";
import { describeEstimate } from "../../checker/migrations/describe-estimate.js";
import type { ReportMigration } from "../../checker/migration-report.js";
import type { Report } from "../../checker/report.js";
import { Instant } from "../parts/instant.js";
import { countOf } from "../text/count-of.js";
import { visibleText } from "../text/visible-text.js";
import { MigrationOperation } from "./migration-operation.js";
import { timeScale, type TimeScale } from "./time-scale.js";
import type { ContentsView } from "./report-view.js";

/** What the deploy does to the database: each operation with its time on one scale, whom it blocks, and why. */
export const MigrationsSection: FC<{ readonly view: ContentsView }> = ({ view }) => {
  const { migrations, migrationContext: context } = view.report;
  if (context === null || (migrations.length === 0 && context.applied.length === 0)) return null;
  const scale = timeScale(migrations, context.limits.failOver ?? context.limits.warnOver);
  return (
    <section id="migrations" aria-labelledby="migrations-title">
      <h2 id="migrations-title">{countOf(migrations.length, "migration")}</h2>
      <p class="muted">
        On {visibleText(context.engine)}
        <RowCounts counts={context.rowCounts} now={view.now} />
        {context.notes.map((note) => (
          <span dir="auto"> {visibleText(note)}.</span>
        ))}
      </p>
      {migrations.map((migration) => (
        <MigrationBox migration={migration} scale={scale} report={view.report} />
      ))}
      {context.applied.length > 0 && (
        <p class="muted">
          Already run in production, and not counted:{" "}
          {context.applied.map((path, at) => (
            <>
              {at > 0 && ", "}
              <code>{visibleText(path)}</code>
            </>
          ))}
        </p>
      )}
    </section>
  );
};

type Context = NonNullable<Report["migrationContext"]>;

const RowCounts: FC<{ readonly counts: Context["rowCounts"]; readonly now: Date }> = ({ counts, now }) => {
  if (counts === null) return <>, without row counts: the policy names no source of them.</>;
  return (
    <>
      , with the row counts of <bdi>{visibleText(counts.source)}</bdi>
      {counts.takenAt !== null && (
        <>
          {" "}
          from <Instant at={counts.takenAt} now={now} />
        </>
      )}
      .
    </>
  );
};

const MigrationBox: FC<{
  readonly migration: ReportMigration;
  readonly scale: TimeScale;
  readonly report: Report;
}> = ({ migration, scale }) => (
  <div class="box migration">
    <div class="box-header">
      <h3>
        <code>{visibleText(migration.path)}</code>
      </h3>
      <p class="muted">
        {migration.seconds === null
          ? "How long it takes cannot be told"
          : describeEstimate(migration.seconds)}
      </p>
      {typeof migration.rehearsal === "string" && (
        <p class="muted" dir="auto">
          {visibleText(migration.rehearsal)}.
        </p>
      )}
    </div>
    {migration.operations.length === 0 ? (
      <p class="row-note muted">It has nothing to run.</p>
    ) : (
      <ol class="rows">
        {migration.operations.map((operation) => (
          <MigrationOperation operation={operation} scale={scale} />
        ))}
      </ol>
    )}
  </div>
);
