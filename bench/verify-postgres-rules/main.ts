// Holds the rules for PostgreSQL against any server: `node build/bench/verify-postgres-rules/main.js <postgres://...>`.
// The database is one that nobody needs: its schema "public" is dropped. Exits 1 where something differs.
import pg from "pg";
import { loadPostgresDialect } from "../../src/migrations/dialects/postgres/index.js";
import type { Engine } from "../../src/migrations/engine.js";
import { compare } from "../../test/migrations/dialects/postgres/server/compare.js";
import { serverCases } from "../../test/migrations/dialects/postgres/server/server-cases.js";

const [url] = process.argv.slice(2);
if (url === undefined) throw new Error("usage: verify-postgres-rules <postgres://... of an empty database>");

const dialect = await loadPostgresDialect();
const session = new pg.Client({ connectionString: url });
const other = new pg.Client({ connectionString: url });
await Promise.all([session.connect(), other.connect()]);
const { rows } = await session.query<{ version: string }>(
  "select current_setting('server_version_num') as version",
);
const major = Math.floor(Number(rows[0]?.version ?? 0) / 10_000);
const engine: Engine = { family: "postgres", major, minor: null, patch: null };

let [tried, different] = [0, 0];
for (const each of Object.values(serverCases).flat()) {
  if ((each.since ?? 0) > major || (each.until ?? Infinity) < major) continue;
  tried += 1;
  const differences = await compare(each, { session, other, dialect, engine }).then(
    (comparison) => comparison.differences,
    (error: unknown) => [`the server says: ${error instanceof Error ? error.message : String(error)}`],
  );
  if (differences.length === 0) continue;
  different += 1;
  console.log([each.statement, ...differences].join("\n    "));
  if (each.setup !== undefined) console.log(`    with ${each.setup}`);
}
console.log(`PostgreSQL ${major}: ${tried} statements, ${different} otherwise than said`);
await Promise.all([session.end(), other.end()]);
process.exitCode = different === 0 ? 0 : 1;
