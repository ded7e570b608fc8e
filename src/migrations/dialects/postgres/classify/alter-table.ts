import { strongest } from "../locks.js";
import { as, type AlterTableCmd, type AlterTableStmt } from "../parser/ast.js";
import type { RuleId } from "../rules/postgres-rules.js";
import { alterTableClauses } from "./alter-table-clauses.js";
import type { Context } from "./context.js";
import { draft, type Draft } from "./draft.js";
import { alterIndex } from "./indexes.js";

/** One operation for each clause, all under the strongest lock of any, with one pass over the rows for all that read them. */
export function alterTable(statement: AlterTableStmt, context: Context): readonly Draft[] {
  const name = statement.relation?.relname ?? "";
  const commands = (statement.cmds ?? []).map((node) => as(node, "AlterTableCmd") ?? {});
  const { objtype } = statement;
  if (objtype === "OBJECT_INDEX") return commands.map((command) => alterIndex(command, name, context));
  if (objtype === "OBJECT_VIEW") return commands.map(() => draft("alter_view", name));
  if (objtype === "OBJECT_SEQUENCE") return commands.map(() => draft("alter_sequence", null));
  if (objtype === "OBJECT_TYPE") return commands.map(alterCompositeType);
  return underOneLock(inOnePass(commands.map((command) => clause(command, statement, name, context))));
}

function clause(command: AlterTableCmd, statement: AlterTableStmt, table: string, context: Context): Draft {
  const judge = command.subtype === undefined ? undefined : alterTableClauses[command.subtype];
  const judged = judge === undefined ? draft("alter_table.unknown", table) : judge(command, table, context);
  const isForeign =
    statement.objtype === "OBJECT_FOREIGN_TABLE" || context.schema.table(table).kind === "foreign table";
  if (!isForeign || judged.cost === "unknown") return judged;
  return {
    ...judged,
    cost: "instant",
    work: [],
    note: "a foreign table holds no rows of its own",
    advice: null,
  };
}

function underOneLock(drafts: readonly Draft[]): readonly Draft[] {
  const lock = strongest(drafts.map((each) => each.lock));
  return drafts.map((each) =>
    each.lock === lock
      ? each
      : { ...each, lock, note: `${each.note}; under the lock of the statement's other clauses` },
  );
}

/** The first clause that writes the rows anew, else the first that reads them, carries the pass for all. */
function inOnePass(drafts: readonly Draft[]): readonly Draft[] {
  const sharing = drafts.filter(({ sharesPass, work }) => sharesPass && work.length > 0);
  const carrier = sharing.find(({ cost }) => cost === "rewrite") ?? sharing[0];
  return drafts.map((each) => {
    if (each === carrier || !sharing.includes(each)) return each;
    return { ...each, work: [], note: `${each.note}; in one pass with another clause of the statement` };
  });
}

function alterCompositeType(command: AlterTableCmd): Draft {
  const rule: RuleId = command.behavior === "DROP_CASCADE" ? "alter_type.cascade" : "alter_type";
  return draft(rule, null);
}
