import { fromPglite, type ConstructorOptions } from "pg-boss";

/** The database that holds the queue; the same as the store's. */
export type JobsDatabase =
  | { readonly kind: "postgres"; readonly url: string }
  | { readonly kind: "embedded"; readonly pglite: Parameters<typeof fromPglite>[0] };

/** pg-boss asks for at least 10. */
const heartbeatSeconds = 10;

export interface QueueDatabase {
  readonly boss: ConstructorOptions;
  /** Seconds without a sign of life after which a job is given to somebody else; null: nobody else can be there. */
  readonly heartbeatSeconds: number | null;
}

/**
 * PostgreSQL can have several processes, so running jobs show signs of life there and a job of one that died is found
 * within seconds. The embedded database has one process: what was running when it starts is known to have died.
 */
export function queueDatabase(database: JobsDatabase): QueueDatabase {
  const common = { schema: "pgboss", maintenanceIntervalSeconds: 3_600 };
  if (database.kind === "embedded") {
    return {
      boss: { ...common, db: fromPglite(database.pglite), backend: "pglite" },
      heartbeatSeconds: null,
    };
  }
  return {
    boss: {
      ...common,
      connectionString: database.url,
      application_name: "pre-deploy-checker jobs",
      max: 4,
      superviseIntervalSeconds: 2,
      monitorIntervalSeconds: 2,
    },
    heartbeatSeconds,
  };
}
