import { leaveHalfACore } from "./half-a-core.js";
import { startPostgres } from "../../test/support/postgres/start-postgres.js";
import { startMariadbServer } from "../../test/support/mariadb/start-mariadb-server.js";

export const serverKinds = ["postgres", "mariadb"] as const;

export type ServerKind = (typeof serverKinds)[number];

export interface RunningServer {
  /** The administrator's connection. */
  readonly url: string;
  stop(): Promise<void>;
}

/** A tenth of the usual buffers; and no helpers, which would take more than their half of the processor. */
const smallBuffers: Readonly<Record<ServerKind, readonly string[]>> = {
  postgres: [
    "shared_buffers=16MB",
    "maintenance_work_mem=8MB",
    "work_mem=1MB",
    "io_method=sync",
    "max_parallel_maintenance_workers=0",
    "max_parallel_workers_per_gather=0",
  ],
  mariadb: ["innodb-buffer-pool-size=16M"],
};

/**
 * A server of its own, which would survive a crash: with default settings, or `weak`, with half a core and small
 * buffers. Null where none is installed.
 */
export async function startServer(
  kind: ServerKind,
  { weak = false }: { readonly weak?: boolean } = {},
): Promise<RunningServer | null> {
  const settings = weak ? smallBuffers[kind] : [];
  const server = await (kind === "postgres"
    ? startPostgres({ durable: true, settings })
    : startMariadbServer({ settings }));
  if (server === null || !weak) return server;
  const giveBack = leaveHalfACore(server.pid);
  return {
    url: server.url,
    async stop() {
      giveBack();
      await server.stop();
    },
  };
}
