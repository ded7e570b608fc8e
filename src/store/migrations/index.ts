import type { Migration } from "kysely/migration";
import { up as firstTables } from "./0001-first-tables.js";
import { up as sessions } from "./0002-sessions.js";
import { up as migrationTimings } from "./0003-migration-timings.js";
import { up as approvals } from "./0004-approvals.js";
import { up as historyAndAudit } from "./0005-history-and-audit.js";
import { up as signOffsAndPeople } from "./0006-sign-offs-and-people.js";

/** In order; a migration that was released is never edited. There is no way down: restore a backup. */
export const migrations: Readonly<Record<string, Migration>> = {
  "0001-first-tables": { up: firstTables },
  "0002-sessions": { up: sessions },
  "0003-migration-timings": { up: migrationTimings },
  "0004-approvals": { up: approvals },
  "0005-history-and-audit": { up: historyAndAudit },
  "0006-sign-offs-and-people": { up: signOffsAndPeople },
};
