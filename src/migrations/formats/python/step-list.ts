import type { MigrationStep } from "../../read-migration.js";

type Rows = Extract<MigrationStep, { kind: "rows" }>;

/** Collects a migration's steps, with those that the tool sends when the migration is through. */
export class StepList {
  readonly #steps: MigrationStep[] = [];
  readonly #deferred: MigrationStep[] = [];

  get steps(): readonly MigrationStep[] {
    return [...this.#steps, ...this.#deferred];
  }

  get count(): number {
    return this.#steps.length;
  }

  since(count: number): readonly MigrationStep[] {
    return this.#steps.slice(count);
  }

  sql(line: number, sql: string): void {
    this.add({ kind: "sql", line, sql });
  }

  /** SQL at the end of the migration. */
  defer(line: number, sql: string): void {
    this.#deferred.push({ kind: "sql", line, sql });
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
    this.#steps.push(step);
  }
}
