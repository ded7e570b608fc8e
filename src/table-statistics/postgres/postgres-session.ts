import { Socket } from "node:net";
import pg from "pg";
import { z } from "zod";
import type { CatalogueSession } from "../catalogue-session.js";
import { explainNetworkError } from "../explain-network-error.js";
import { GatheringFailed } from "../gathering-failed.js";
import { guardSocket } from "../guard-socket.js";
import { inSeconds } from "../in-seconds.js";
import type { GatheringLimits } from "../limits.js";
import { redact, redactedError } from "../redact.js";
import { tlsOfUrl, type TlsChoice } from "../tls-of-url.js";

/** How long a statement waits for a lock, e.g. that of a migration which is running. */
const lockTimeoutMs = 1000;
const noTls = "The server does not support SSL connections";

/**
 * Runs `work` in one read-only, time-limited transaction that is rolled back: the settings are local to it, so that
 * none stays behind on a connection that a pooler (PgBouncer) hands on to somebody else.
 *
 * @throws GatheringFailed
 */
export async function inPostgres<Result>(
  url: string,
  limits: GatheringLimits,
  work: (session: CatalogueSession) => Promise<Result>,
): Promise<Result> {
  const tls = tlsOfUrl(new URL(url));
  if (tls.use !== "prefer") return connected(url, tls, limits, work);
  try {
    return await connected(url, { ...tls, use: "always" }, limits, work);
  } catch (error) {
    if (!(error instanceof GatheringFailed && error.message.startsWith(noTlsMessage))) throw error;
    return connected(url, { ...tls, use: "never" }, limits, work);
  }
}

const noTlsMessage = "the server has no TLS";

async function connected<Result>(
  url: string,
  tls: TlsChoice,
  limits: GatheringLimits,
  work: (session: CatalogueSession) => Promise<Result>,
): Promise<Result> {
  const socket = new Socket();
  const guard = guardSocket(socket, limits);
  const client = new pg.Client({ ...clientConfig(url, tls), stream: () => socket });
  // Without a listener a lost connection would end the process; the query that waits is told as well.
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("begin transaction read only");
    await client.query(
      `set local statement_timeout = ${limits.statementMs}; set local lock_timeout = ${lockTimeoutMs};
       set local idle_in_transaction_session_timeout = ${limits.totalMs};
       select pg_catalog.set_config('search_path', 'pg_catalog, ' || pg_catalog.current_setting('search_path'), true)`,
    );
    const result = await work(createSession(client, url, limits));
    await client.query("rollback");
    return result;
  } catch (error) {
    if (error instanceof GatheringFailed) throw error;
    throw failureOf(error, guard.ended(), url);
  } finally {
    guard.release();
    // Not client.end(), which waits for a server that may have gone silent. The farewell is sent, then the line cut.
    await Promise.race([client.end(), new Promise((resolve) => setTimeout(resolve, 500).unref())]).catch(
      () => null,
    );
    socket.destroy();
  }
}

/** Everything is set, because the driver fills gaps from PG* environment variables and ~/.pgpass. */
function clientConfig(text: string, tls: TlsChoice): pg.ClientConfig {
  const url = new URL(text);
  return {
    host: url.searchParams.get("host") ?? (url.hostname.replace(/^\[|\]$/g, "") || "localhost"),
    port: Number(url.port || 5432),
    user: decodeURIComponent(url.username) || "postgres",
    password: () => decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)),
    application_name: "pre-deploy-checker",
    options: "",
    ssl:
      tls.use === "never"
        ? false
        : {
            ...tls.certificates,
            rejectUnauthorized: tls.verify !== "nothing",
            ...(tls.verify === "certificate" ? { checkServerIdentity: () => undefined } : {}),
          },
  };
}

function createSession(client: pg.Client, url: string, limits: GatheringLimits): CatalogueSession {
  const notes: string[] = [];
  const query: CatalogueSession["query"] = async (schema, sql, parameters = []) => {
    const { rows } = await client.query(sql, [...parameters]);
    return z.array(schema).parse(rows);
  };
  return {
    notes,
    query,
    async attempt(what, schema, sql, parameters) {
      await client.query("savepoint part");
      try {
        return await query(schema, sql, parameters);
      } catch (error) {
        if (!(error instanceof pg.DatabaseError)) throw error;
        await client.query("rollback to savepoint part");
        notes.push(`${what}: ${refusal(error, limits, url)}`);
        return null;
      }
    },
  };
}

/** By SQLSTATE: https://www.postgresql.org/docs/current/errcodes-appendix.html */
function refusal({ code, message }: pg.DatabaseError, limits: GatheringLimits, url: string): string {
  if (code === "42501") return "the account may not read it";
  if (code === "55P03") return "a lock was in the way";
  if (code === "57014") return `took longer than ${inSeconds(limits.statementMs)}`;
  return redact(message, url);
}

function failureOf(error: unknown, endedByGuard: string | null, url: string): GatheringFailed {
  const cause = redactedError(error, url);
  if (endedByGuard !== null) return new GatheringFailed(endedByGuard, { cause });
  const network = explainNetworkError(error);
  if (network !== null) return new GatheringFailed(network.message, { retryable: network.retryable, cause });
  const message = error instanceof Error ? error.message : String(error);
  if (message.includes(noTls))
    return new GatheringFailed(`${noTlsMessage}: add sslmode=disable to its URL if that is meant`, {
      retryable: false,
      cause,
    });
  // 28: wrong name or password; 3D: no such database; 42501: no right to connect.
  const code = error instanceof pg.DatabaseError ? (error.code ?? "") : "";
  return new GatheringFailed(redact(message, url), { retryable: !/^(28|3D|42501)/.test(code), cause });
}
