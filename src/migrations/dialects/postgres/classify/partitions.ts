import { provesPartition } from "../expressions/proves-partition.js";
import { as, type AlterTableCmd } from "../parser/ast.js";
import { isSince, work, type Context } from "./context.js";
import { draft, type Draft } from "./draft.js";

/** ATTACH PARTITION: the new partition's rows are looked at, unless its checks say what the bound says. */
export function attachPartition(command: AlterTableCmd, table: string, context: Context): Draft {
  const { name, bound } = as(command.def, "PartitionCmd") ?? {};
  const partition = name?.relname ?? "";
  const state = context.schema.table(partition);
  const checks = [...state.checks.values()].flatMap(({ validated, expression }) =>
    validated && expression !== null ? [expression] : [],
  );
  const isProven =
    bound !== undefined &&
    provesPartition(checks, bound, (column) => state.columns.get(column)?.notNull === true);
  state.parents.add(table);
  const alsoLocks = [{ table: partition, lock: "ACCESS EXCLUSIVE" as const }];
  const isMild = isSince(context, 12);
  if (isProven) {
    return draft(isMild ? "attach_partition.proven" : "attach_partition.proven_before_12", table, {
      alsoLocks,
    });
  }
  return draft(isMild ? "attach_partition.scan" : "attach_partition.scan_before_12", table, {
    because: `${partition} cannot be used meanwhile, and indexes that it lacks are built`,
    alsoLocks,
    work: [work(context, "scan", partition)],
  });
}

/** DETACH PARTITION, CONCURRENTLY or not. */
export function detachPartition(command: AlterTableCmd, table: string, context: Context): Draft {
  const { name, concurrent } = as(command.def, "PartitionCmd") ?? {};
  const partition = name?.relname;
  if (partition !== undefined) context.schema.table(partition).parents.delete(table);
  if (concurrent === true || command.subtype === "AT_DetachPartitionFinalize") {
    return draft("detach_partition.concurrently", table, {
      alsoLocks: partition === undefined ? [] : [{ table: partition, lock: "SHARE UPDATE EXCLUSIVE" }],
    });
  }
  // Before 14 the partition itself can still be read. Measured: bench/verify-postgres-rules.
  const lock = isSince(context, 14) ? ("ACCESS EXCLUSIVE" as const) : ("EXCLUSIVE" as const);
  const alsoLocks = partition === undefined ? [] : [{ table: partition, lock }];
  return draft("detach_partition.plain", table, { alsoLocks });
}
