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

/**
 * Alembic and golang-migrate note only the newest migration: of several that were run ahead of a deploy only that one
 * is known.
 */
export const historyTables: readonly HistoryTable[] = [
  {
    // Rails, dbmate, golang-migrate (dirty: it failed half-way)
    table: "schema_migrations",
    columns: ["version"],
    optional: ["dirty"],
    names: (rows) => rows.filter((row) => !isTrue(row["dirty"])).map((row) => row["version"]),
  },
  {
    table: "flyway_schema_history",
    columns: ["version", "script", "success"],
    names: (rows) =>
      rows.filter((row) => isTrue(row["success"])).flatMap((row) => [row["version"], row["script"]]),
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
    names: (rows) => {
      const newest = new Map<string, HistoryRow>();
      for (const row of [...rows].sort((one, other) => Number(one["id"]) - Number(other["id"])))
        newest.set(row["version_id"] ?? "0", row);
      newest.delete("0");
      return [...newest].filter(([, row]) => isTrue(row["is_applied"])).map(([version]) => version);
    },
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
