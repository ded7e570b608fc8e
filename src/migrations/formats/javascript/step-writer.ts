import type { MigrationStep } from "../../read-migration.js";

type Rows = Extract<MigrationStep, { kind: "rows" }>;

/** Collects a migration's steps. */
export class StepWriter {
  #steps: MigrationStep[] = [];

  get steps(): readonly MigrationStep[] {
    return this.#steps;
  }

  add(step: MigrationStep): void {
    this.#steps.push(step);
  }

  /** The steps of code whose statements are only written out, not sent. */
  capture(code: () => void): readonly MigrationStep[] {
    const before = this.#steps;
    this.#steps = [];
    try {
      code();
      return this.#steps;
    } finally {
      this.#steps = before;
    }
  }

  sql(line: number, sql: string): void {
    this.add({ kind: "sql", line, sql });
  }

  rows(step: Omit<Rows, "kind">): void {
    this.add({ kind: "rows", ...step });
  }

  unreadable(line: number, reason: string): void {
    const same = this.#steps.some(
      (step) => step.kind === "unreadable" && step.line === line && step.reason === reason,
    );
    if (!same) this.add({ kind: "unreadable", line, reason });
  }
}
