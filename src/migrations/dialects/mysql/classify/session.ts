import type { RequestedAlgorithm } from "../statement/alter-clause.js";
import type { Assignment } from "../statement/read-assignments.js";

const algorithms: readonly RequestedAlgorithm[] = ["copy", "inplace", "nocopy", "instant"];

function isOn(value: string): boolean {
  return /^(?:1|on|true|default)$/i.test(value);
}

/** What earlier statements of a migration set, as far as costs depend on it. Each migration has a connection of its own. */
export class Session {
  foreignKeyChecks = true;
  /** MariaDB's `alter_algorithm`, and `old_alter_table`, which makes every ALTER a copy. */
  alterAlgorithm: RequestedAlgorithm = "default";
  autocommit = true;
  /** A transaction's number while one is open. */
  transaction: number | null = null;
  /** Tables that LOCK TABLES holds: name to whether reads wait too. */
  readonly locked = new Map<string, boolean>();
  /** PREPARE's statements by name; null: built while the migration runs. */
  readonly prepared = new Map<string, string | null>();

  set({ name, value }: Assignment): void {
    if (name === "foreign_key_checks") this.foreignKeyChecks = /^@/.test(value) || isOn(value);
    else if (name === "old_alter_table") this.alterAlgorithm = isOn(value) ? "copy" : "default";
    else if (name === "alter_algorithm") {
      this.alterAlgorithm = algorithms.find((one) => one === value.toLowerCase()) ?? "default";
    } else if (name === "autocommit") this.autocommit = isOn(value);
  }
}
