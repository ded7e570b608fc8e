import type { MigrationStep } from "../../read-migration.js";

type Rows = Extract<MigrationStep, { kind: "rows" }>;

/** The clauses of one ALTER TABLE. */
interface Alteration {
  readonly line: number;
  /** Unquoted. */
  readonly table: string;
  /** As it stands in SQL. */
  readonly sqlTable: string;
  readonly clauses: string[];
  readonly keepsNullability: boolean;
}

/** Collects a migration's steps; clauses of a `change_table bulk: true` become one statement. */
export class StepWriter {
  readonly #steps: MigrationStep[] = [];
  readonly #onlineTool: string | null;
  #bulk: Alteration | null = null;

  /** @param onlineTool the tool that takes the migration's ALTERs over, where one does */
  constructor(onlineTool: string | null) {
    this.#onlineTool = onlineTool;
  }

  get steps(): readonly MigrationStep[] {
    return this.#steps;
  }

  get inBulk(): boolean {
    return this.#bulk !== null;
  }

  sql(line: number, sql: string): void {
    this.add({ kind: "sql", line, sql });
  }

  /** One ALTER TABLE, or a part of the bulk change of this table that is under way. */
  alter(alteration: Alteration): void {
    const bulk = this.#bulk;
    if (bulk?.table !== alteration.table) {
      this.#flush();
      this.#write(alteration);
      return;
    }
    this.#bulk = { ...bulk, keepsNullability: bulk.keepsNullability || alteration.keepsNullability };
    bulk.clauses.push(...alteration.clauses);
  }

  /** Runs a bulk change: what it alters goes out as one statement, but for what cannot be part of one. */
  bulk(line: number, table: string, sqlTable: string, change: () => void): void {
    this.#bulk = { line, table, sqlTable, clauses: [], keepsNullability: false };
    try {
      change();
    } finally {
      this.#flush();
      this.#bulk = null;
    }
  }

  rows(step: Omit<Rows, "kind">): void {
    this.add({ kind: "rows", ...step });
  }

  unreadable(line: number, reason: string): void {
    const last = this.#steps.at(-1);
    if (last?.kind === "unreadable" && last.line === line && last.reason === reason) return;
    this.add({ kind: "unreadable", line, reason });
  }

  add(step: MigrationStep): void {
    this.#flush();
    this.#steps.push(step);
  }

  #flush(): void {
    const bulk = this.#bulk;
    if (bulk === null) return;
    this.#write({ ...bulk, clauses: [...bulk.clauses] });
    this.#bulk = { ...bulk, clauses: [], keepsNullability: false };
  }

  #write({ line, table, sqlTable, clauses, keepsNullability }: Alteration): void {
    if (clauses.length === 0) return;
    const sql = `ALTER TABLE ${sqlTable} ${clauses.join(", ")}`;
    const keeps = keepsNullability ? { keepsNullability: true as const } : {};
    this.#steps.push(
      this.#onlineTool === null
        ? { kind: "sql", line, sql, ...keeps }
        : { kind: "online-copy", line, table, sql, tool: this.#onlineTool },
    );
  }
}
