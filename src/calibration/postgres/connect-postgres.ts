import pg from "pg";
import { tlsOfUrl, type TlsChoice } from "../../table-statistics/tls-of-url.js";

const connectMs = 10_000;
const noTls = "The server does not support SSL connections";

/** A connection whose names without a schema mean those in `searchPath`. @throws whatever the driver throws */
export async function connectPostgres(url: string, searchPath: string): Promise<pg.Client> {
  const tls = tlsOfUrl(new URL(url));
  if (tls.use !== "prefer") return connect(url, searchPath, tls);
  try {
    return await connect(url, searchPath, { ...tls, use: "always" });
  } catch (error) {
    if (!(error instanceof Error && error.message.includes(noTls))) throw error;
    return connect(url, searchPath, { ...tls, use: "never" });
  }
}

/** Everything is set, because the driver fills gaps from PG* environment variables and ~/.pgpass. */
async function connect(text: string, searchPath: string, tls: TlsChoice): Promise<pg.Client> {
  const url = new URL(text);
  const client = new pg.Client({
    host: url.searchParams.get("host") ?? (url.hostname.replace(/^\[|\]$/g, "") || "localhost"),
    port: Number(url.port || 5432),
    user: decodeURIComponent(url.username) || "postgres",
    password: () => decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)),
    application_name: "pre-deploy-checker calibrate",
    connectionTimeoutMillis: connectMs,
    keepAlive: true,
    // At the start and not by SET: a pooler that shares connections refuses this, and would forget that.
    options: `-c search_path=${searchPath} -c statement_timeout=0 -c lock_timeout=0`,
    ssl:
      tls.use === "never"
        ? false
        : {
            ...tls.certificates,
            rejectUnauthorized: tls.verify !== "nothing",
            ...(tls.verify === "certificate" ? { checkServerIdentity: () => undefined } : {}),
          },
  });
  // Without a listener a lost connection would end the process; the query that waits is told as well.
  client.on("error", () => undefined);
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  return client;
}
