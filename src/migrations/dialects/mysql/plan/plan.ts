import type { WorkClass } from "../../../operation.js";
import type { MysqlRuleId } from "../rules/mysql-rules.js";
import type { TableState } from "../schema/table-state.js";
import type { AlterClause } from "../statement/alter-clause.js";
import type { Abilities } from "./abilities.js";

/** What ALGORITHM=INPLACE does for a clause. */
export interface InPlace {
  readonly rebuild: boolean;
  /** The indexes that are built, each by the work that it is. */
  readonly builds: readonly WorkClass[];
  readonly lock: "NONE" | "SHARED";
}

/** What the server can do for one clause, by itself. */
export interface Plan {
  readonly kind: string;
  readonly rule: MysqlRuleId;
  /** ALGORITHM=INSTANT does it. */
  readonly instant: boolean;
  /** Null: only ALGORITHM=COPY does it. */
  readonly inplace: InPlace | null;
  /** The rule where INSTANT does not apply because of another clause or of ALGORITHM=INPLACE. */
  readonly otherwise?: MysqlRuleId;
  /** Beside another clause that works in place, the table is rebuilt (MySQL's table options). */
  readonly rebuildsBeside?: true;
  /** A copy that lets no writes through even where copies otherwise do. */
  readonly closedCopy?: true;
  /** Said instead of the rule's own note. */
  readonly note?: string;
  /** Nothing is known of what the server does. */
  readonly unknown?: true;
  /** Only reads the table: its rows are looked at and stay. */
  readonly scans?: true;
}

export interface PlanContext {
  readonly can: Abilities;
  readonly table: TableState;
  readonly foreignKeyChecks: boolean;
  /** All of the statement's clauses: dropping and adding a primary key together is one thing. */
  readonly clauses: readonly AlterClause[];
}

export const metadataOnly: InPlace = { rebuild: false, builds: [], lock: "NONE" };
export const rebuildOnline: InPlace = { rebuild: true, builds: [], lock: "NONE" };
export const rebuildShared: InPlace = { rebuild: true, builds: [], lock: "SHARED" };
