import { z } from "zod";
import { isAtLeast, parseEngine, type Engine } from "../../migrations/engine.js";
import type { CatalogueSession } from "../catalogue-session.js";

export interface MysqlServer {
  /** "mysql 8.0.35", "mariadb 10.11.6"; of a server that only speaks MySQL's protocol what it calls itself. */
  readonly engine: string;
  /** Whether it is a MariaDB. */
  readonly mariadb: boolean;
  /** Whether it is a MySQL of this version or newer. */
  readonly mysqlSince: (major: number, minor: number, patch: number) => boolean;
  /** Whether it is a MariaDB of this version or newer. */
  readonly mariadbSince: (major: number, minor: number) => boolean;
  readonly memoryBytes: number | null;
}

const row = z.object({ version: z.string(), pool: z.coerce.number() });

/** @throws whatever the driver throws */
export async function readServer(session: CatalogueSession): Promise<MysqlServer> {
  const [found] = await session.query(row, "select version() as version, @@innodb_buffer_pool_size as pool");
  if (found === undefined) throw new Error("the server said nothing of itself");
  const other = /tidb|vitess|singlestore/i.exec(found.version)?.[0].toLowerCase();
  const mariadb = other === undefined && /mariadb/i.test(found.version);
  const number = /^\d+(\.\d+)*/.exec(found.version)?.[0] ?? "";
  const engine = `${other ?? (mariadb ? "mariadb" : "mysql")} ${number}`.trim();
  const known: Engine | null = other === undefined && number !== "" ? parseEngine(engine) : null;
  return {
    engine,
    mariadb,
    mysqlSince: (major, minor, patch) => !mariadb && known !== null && isAtLeast(known, major, minor, patch),
    mariadbSince: (major, minor) => mariadb && known !== null && isAtLeast(known, major, minor),
    memoryBytes: found.pool,
  };
}
