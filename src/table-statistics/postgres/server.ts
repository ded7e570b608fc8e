import { z } from "zod";
import type { CatalogueSession } from "../catalogue-session.js";

export interface PostgresServer {
  /** "postgres 16.3"; of a server that only speaks PostgreSQL's protocol what it calls itself. */
  readonly engine: string;
  /** A standby counts no changes of its own. */
  readonly standby: boolean;
  readonly blockSize: number;
  /** effective_cache_size where the operator set it (it includes the page cache), else shared_buffers. */
  readonly memoryBytes: number | null;
}

const row = z.object({
  text: z.string(),
  number: z.number(),
  standby: z.boolean(),
  blockSize: z.number(),
  memoryBytes: z.number().nullable(),
});

const sql = `
select pg_catalog.version() as text, pg_catalog.current_setting('server_version_num')::int as number,
  pg_catalog.pg_is_in_recovery() as standby, pg_catalog.current_setting('block_size')::float8 as "blockSize",
  (select max(setting::float8) * pg_catalog.current_setting('block_size')::float8 from pg_catalog.pg_settings
   where name = 'shared_buffers' or name = 'effective_cache_size' and source <> 'default') as "memoryBytes"`;

/** @throws whatever the driver throws */
export async function readServer(session: CatalogueSession): Promise<PostgresServer> {
  const [found] = await session.query(row, sql);
  if (found === undefined) throw new Error("the server said nothing of itself");
  const { text, number, ...server } = found;
  return {
    ...server,
    engine: /^PostgreSQL /.test(text) ? `postgres ${versionOf(number)}` : text.slice(0, 80),
  };
}

/** 160003 is 16.3, 90624 is 9.6.24. */
function versionOf(number: number): string {
  const major = Math.floor(number / 10_000);
  return major >= 10
    ? `${major}.${number % 10_000}`
    : `${major}.${Math.floor(number / 100) % 100}.${number % 100}`;
}
