import type { EngineFamily } from "./engine.js";
import type { Operation } from "./operation.js";

/** How the team runs its migrations: by themselves, or copied in the background by a tool. */
export type MigrationTool = "native" | "pt-online-schema-change" | "gh-ost";

/** What such a tool runs: changes of an existing table that take the time of its rows. */
const costly: ReadonlySet<Operation["cost"]> = new Set(["scan", "index", "rewrite"]);
const notByTool = /^(?:create_|drop_table|rename_table|truncate|insert|update|delete)/;

/** The operations of one statement as the tool would run them: one copy in the background that blocks nobody. */
export function throughTool(
  operations: readonly Operation[],
  tool: MigrationTool,
  family: EngineFamily,
): readonly Operation[] {
  if (tool === "native" || family === "postgres") return operations;
  const copied = new Set<string>();
  return operations.map((operation): Operation => {
    const { table, line } = operation;
    if (table === null || !costly.has(operation.cost) || notByTool.test(operation.kind)) return operation;
    const pass = `${line} ${table}`;
    const first = !copied.has(pass);
    copied.add(pass);
    return {
      ...operation,
      cost: "rewrite",
      blocksReads: false,
      blocksWrites: false,
      alsoBlocks: [],
      lock: null,
      note: `${tool} copies the table in the background, in chunks, and swaps it in at the end`,
      advice: null,
      work: first ? [{ class: "online-copy", table, indexes: null, share: 1 }] : [],
    };
  });
}
