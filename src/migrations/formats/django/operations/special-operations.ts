import { describe } from "../../python/describe.js";
import { Unreadable } from "../../python/unreadable.js";
import type { Arguments, Value } from "../../python/value.js";
import { executeSql } from "../rows/connection-hosts.js";
import type { Operation, Operations } from "./operation.js";

const isNoop = (value: Value | undefined): boolean =>
  value === undefined || (value.type === "symbol" && value.path.endsWith(".noop"));

/** A text, or a list of texts and of (text, parameters). */
function runSql(operation: Operation): void {
  const { interpreter, writer } = operation;
  const sql = operation.argument(0, "sql");
  if (isNoop(sql)) return;
  if (sql?.type !== "list") {
    executeSql(sql, undefined, writer.line, interpreter);
    return;
  }
  if (sql.isOpen) throw new Unreadable("the SQL that it runs is not known");
  for (const one of sql.items)
    if (one.type === "list") executeSql(one.items[0], one.items[1], writer.line, interpreter);
    else executeSql(one, undefined, writer.line, interpreter);
}

function runPython(operation: Operation, handed: readonly Value[]): void {
  const { interpreter, writer } = operation;
  const code = operation.argument(0, "code");
  if (isNoop(code) || code === undefined) return;
  // functools.partial(function, ...)
  const isPartial = code.type === "construct" && code.path.endsWith("partial");
  const [inner, ...bound] = isPartial ? code.args.positional : [code];
  if (inner?.type !== "function" && inner?.type !== "method")
    throw new Unreadable(
      `what ${inner === undefined ? "its code" : describe(inner)} does is not in this file`,
    );
  const args: Arguments = {
    positional: [...bound, ...handed],
    named: isPartial ? code.args.named : new Map<string, Value>(),
    isOpen: false,
  };
  interpreter.call(inner, { args, line: writer.line });
}

/** RunSQL and RunPython: https://docs.djangoproject.com/en/5.2/ref/migration-operations/#special-operations */
export const specialOperations = (handed: readonly Value[]): Operations => ({
  RunSQL: runSql,
  RunPython: (operation) => runPython(operation, handed),
});
