import { metadataOnly, type Plan, rebuildShared } from "./plan.js";

type Kind = Pick<Plan, "kind" | "rule">;

/** By the first words of the action. https://dev.mysql.com/doc/refman/8.4/en/innodb-online-ddl-operations.html#online-ddl-partitioning */
const actions: readonly (readonly [start: RegExp, plan: Kind])[] = [
  [/^partition by\b/i, { kind: "partition_table", rule: "partition-table" }],
  [/^remove partitioning/i, { kind: "remove_partitioning", rule: "partition-table" }],
  [
    /^add partition (?:no_write_to_binlog |local )?partitions\b/i,
    { kind: "add_partition", rule: "partition-rows" },
  ],
  [/^add partition/i, { kind: "add_partition", rule: "partition-catalogue" }],
  [/^drop partition/i, { kind: "drop_partition", rule: "partition-catalogue" }],
  [/^truncate partition/i, { kind: "truncate_partition", rule: "partition-catalogue" }],
  [/^discard partition/i, { kind: "discard_partition", rule: "partition-catalogue" }],
  [/^coalesce partition/i, { kind: "coalesce_partition", rule: "partition-rows" }],
  [/^reorganize partition/i, { kind: "reorganize_partition", rule: "partition-rows" }],
  [/^rebuild partition/i, { kind: "rebuild_partition", rule: "partition-rows" }],
  [/^optimize partition/i, { kind: "optimize_partition", rule: "partition-table" }],
  [
    /^exchange partition[^]*without validation\s*$/i,
    { kind: "exchange_partition", rule: "partition-catalogue" },
  ],
  [/^exchange partition/i, { kind: "exchange_partition", rule: "partition-scan" }],
  [/^analyze partition/i, { kind: "analyze_partition", rule: "partition-scan" }],
  [/^check partition/i, { kind: "check_partition", rule: "partition-scan" }],
];

export function planPartition(action: string): Plan {
  const found = actions.find(([start]) => start.test(action))?.[1];
  if (found === undefined)
    return { kind: "alter_partition", rule: "alter-other", instant: false, inplace: null, unknown: true };
  const plan = { ...found, instant: false };
  if (found.rule === "partition-catalogue") return { ...plan, inplace: metadataOnly };
  if (found.rule === "partition-rows") return { ...plan, inplace: rebuildShared };
  if (found.rule === "partition-scan")
    return { ...plan, inplace: { ...metadataOnly, lock: "SHARED" }, scans: true };
  return { ...plan, inplace: null, closedCopy: true };
}
