import { changeTable } from "./change-table.js";
import { columnCommands } from "./column-commands.js";
import { columnDetailCommands } from "./column-detail-commands.js";
import { constraintCommands } from "./constraint-commands.js";
import { indexCommands } from "./index-commands.js";
import { postgresCommands } from "./postgres-commands.js";
import { referenceCommands } from "./reference-commands.js";
import type { Command } from "./schema-call.js";
import { sqlCommands } from "./sql-commands.js";
import { tableCommands } from "./table-commands.js";

/** Every command of the schema DSL by its name. */
export const commands: ReadonlyMap<string, Command> = new Map(
  Object.entries({
    ...tableCommands,
    change_table: changeTable,
    ...columnCommands,
    ...columnDetailCommands,
    ...indexCommands,
    ...referenceCommands,
    ...constraintCommands,
    ...postgresCommands,
    ...sqlCommands,
  }),
);
