import { startPostgres } from "../../test/support/postgres/start-postgres.js";
import { startMariadbServer } from "../../test/support/mariadb/start-mariadb-server.js";

export const serverKinds = ["postgres", "mariadb"] as const;

export type ServerKind = (typeof serverKinds)[number];

export interface RunningServer {
  /** The administrator's connection. */
  readonly url: string;
  stop(): Promise<void>;
}

/** A server of its own with default settings, which would survive a crash. Null where none is installed. */
export function startServer(kind: ServerKind): Promise<RunningServer | null> {
  return kind === "postgres" ? startPostgres({ durable: true }) : startMariadbServer();
}
