import type { Kysely } from "kysely";
import type { Store } from "../deploys/ports/store.js";
import { createApprovals } from "./approvals.js";
import { createAuditLog } from "./audit.js";
import { createDecisions } from "./decisions.js";
import { createDeploys } from "./deploys.js";
import { createEvaluations } from "./evaluations.js";
import { createHistory } from "./history.js";
import type { UnreadableRow } from "./json-column.js";
import { createMigrationTimings } from "./migration-timings.js";
import { createOrigins } from "./origins.js";
import { createPolicies } from "./policies.js";
import { createPushes } from "./pushes.js";
import { createRepositories } from "./repositories.js";
import { createSearch } from "./search.js";
import { createResponsiblePeople } from "./responsible-people.js";
import type { Schema } from "./schema.js";
import { createShipped } from "./shipped.js";
import { createSignOffs } from "./sign-offs.js";
import { createStatuses } from "./statuses.js";
import { createUpkeep } from "./upkeep.js";

export interface StoreEvents {
  /** A stored report or snapshot was written by another version and cannot be read; it counts as not there. */
  readonly onUnreadable: (error: UnreadableRow) => void;
}

/** The {@link Store} on a database that `openDatabase` opened: one part a noun. */
export function createStore(
  db: Kysely<Schema>,
  { onUnreadable }: StoreEvents = { onUnreadable: () => undefined },
): Store {
  return {
    ...createRepositories(db),
    ...createPushes(db),
    ...createPolicies(db),
    ...createEvaluations(db, onUnreadable),
    ...createDeploys(db),
    ...createShipped(db),
    ...createHistory(db, onUnreadable),
    ...createSearch(db),
    ...createApprovals(db),
    ...createSignOffs(db),
    ...createDecisions(db),
    ...createResponsiblePeople(db),
    ...createAuditLog(db),
    ...createMigrationTimings(db),
    ...createStatuses(db),
    ...createOrigins(db),
    ...createUpkeep(db),
  };
}
