import type { Kysely } from "kysely";
import type { Store } from "../deploys/ports/store.js";
import { createDeploys } from "./deploys.js";
import { createEvaluations } from "./evaluations.js";
import { createOrigins } from "./origins.js";
import { createPolicies } from "./policies.js";
import { createPushes } from "./pushes.js";
import { createRepositories } from "./repositories.js";
import type { Schema } from "./schema.js";
import { createShipped } from "./shipped.js";
import { createStatuses } from "./statuses.js";
import { createUpkeep } from "./upkeep.js";

/** The {@link Store} on a database that `openDatabase` opened: one part a noun. */
export function createStore(db: Kysely<Schema>): Store {
  return {
    ...createRepositories(db),
    ...createPushes(db),
    ...createPolicies(db),
    ...createEvaluations(db),
    ...createDeploys(db),
    ...createShipped(db),
    ...createStatuses(db),
    ...createOrigins(db),
    ...createUpkeep(db),
  };
}
