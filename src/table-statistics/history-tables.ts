/** A row of a history table, each value as text. */
export type HistoryRow = Readonly<Record<string, string | null>>;

/** How a migration tool keeps book in the database. */
export interface HistoryTable {
  /** In lower case. */
  readonly table: string;
  /** The table is the tool's where it has all of these. */
  readonly columns: readonly string[];
  /** Read besides where they are there. */
  readonly optional?: readonly string[];
  /** What formats call the migrations: `MigrationFormat.appliedNames`. Rows come in no order. */
  readonly names: (rows: readonly HistoryRow[]) => readonly (string | null | undefined)[];
}

const isTrue = (value: string | null | undefined): boolean => /^(t|true|1|y|yes)$/i.test(value ?? "");

/** Of the rows with the same `key` that with the highest `rank`; rows without a key are left out. */
function newestOf(rows: readonly HistoryRow[], key: string, rank: string): readonly HistoryRow[] {
  const newest = new Map<string, HistoryRow>();
  for (const row of [...rows].sort((one, other) => Number(one[rank]) - Number(other[rank])))
    if (row[key] !== null && row[key] !== undefined) newest.set(row[key], row);
  return [...newest.values()];
}

/** golang-migrate notes its newest version only ("<= 7" stands for all up to it), Alembic its newest revision. */
export const historyTables: readonly HistoryTable[] = [
  {
    // Rails, dbmate, golang-migrate (dirty: it failed half-way)
    table: "schema_migrations",
    columns: ["version"],
    optional: ["dirty"],
    names: (rows) =>
      rows.flatMap(({ version, dirty }) => {
        const isWhole = !isTrue(dirty);
        const newest = dirty === undefined ? [] : [`${isWhole ? "<=" : "<"} ${version ?? ""}`];
        return [...(isWhole ? [version] : []), ...newest];
      }),
  },
  {
    // One row a run, also of undoing; the newest counts. Repeatable migrations, without version, run on every change.
    table: "flyway_schema_history",
    columns: ["installed_rank", "version", "type", "script", "success"],
    names: (rows) =>
      newestOf(rows, "version", "installed_rank")
        .filter((row) => isTrue(row["success"]) && !/^(UNDO|DELETE)/.test(row["type"] ?? ""))
        .flatMap((row) => [row["version"], row["script"]]),
  },
  {
    table: "_prisma_migrations",
    columns: ["migration_name", "finished_at", "rolled_back_at"],
    names: (rows) =>
      rows
        .filter((row) => row["finished_at"] !== null && row["rolled_back_at"] === null)
        .map((row) => row["migration_name"]),
  },
  {
    table: "django_migrations",
    columns: ["app", "name"],
    names: (rows) => rows.map((row) => `${row["app"] ?? ""}.${row["name"] ?? ""}`),
  },
  {
    table: "alembic_version",
    columns: ["version_num"],
    names: (rows) => rows.map((row) => row["version_num"]),
  },
  { table: "knex_migrations", columns: ["name"], names: (rows) => rows.map((row) => row["name"]) },
  {
    // Older versions of goose add a row for every way up and down: the newest counts. 0 is the empty database.
    table: "goose_db_version",
    columns: ["id", "version_id", "is_applied"],
    names: (rows) =>
      newestOf(rows, "version_id", "id")
        .filter((row) => row["version_id"] !== "0" && isTrue(row["is_applied"]))
        .map((row) => row["version_id"]),
  },
  {
    // TypeORM
    table: "migrations",
    columns: ["timestamp", "name"],
    names: (rows) => rows.map((row) => row["name"]),
  },
  {
    // Laravel
    table: "migrations",
    columns: ["migration", "batch"],
    names: (rows) => rows.map((row) => row["migration"]),
  },
  { table: "sequelizemeta", columns: ["name"], names: (rows) => rows.map((row) => row["name"]) },
  {
    // Liquibase names a change set by file, id and author.
    table: "databasechangelog",
    columns: ["id", "author", "filename"],
    names: (rows) =>
      rows.map((row) => `${row["filename"] ?? ""}::${row["id"] ?? ""}::${row["author"] ?? ""}`),
  },
  {
    // sqitch
    table: "changes",
    columns: ["change_id", "change", "planner_email"],
    names: (rows) => rows.map((row) => row["change"]),
  },
];
