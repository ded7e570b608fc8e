import { connect } from "node:net";
import mysql from "mysql2/promise";
import { z } from "zod";
import type { CatalogueSession } from "../catalogue-session.js";
import { errorCode, explainNetworkError } from "../explain-network-error.js";
import { GatheringFailed } from "../gathering-failed.js";
import { guardSocket } from "../guard-socket.js";
import { inSeconds } from "../in-seconds.js";
import type { GatheringLimits } from "../limits.js";
import { redact, redactedError } from "../redact.js";
import { tlsOfUrl, type TlsChoice } from "../tls-of-url.js";

const noTlsCode = "HANDSHAKE_NO_SSL_SUPPORT";
const lockTimeoutSeconds = 1;
/** What the server itself says; everything else is the connection's end. */
const serverError = z.object({ errno: z.int().min(1000), sqlState: z.string(), message: z.string() });

export interface MysqlSession extends CatalogueSession {
  /** Sets a variable of the session: "lock_wait_timeout = 1". False where the server does not know it. */
  set(assignment: string): Promise<boolean>;
  /** As `query`; null where the server refuses, of which nothing is said. */
  ask<Row>(schema: z.ZodType<Row>, sql: string): Promise<readonly Row[] | null>;
}

/**
 * Runs `work` on a read-only, time-limited connection of its own.
 *
 * @throws GatheringFailed
 */
export async function inMysql<Result>(
  url: string,
  limits: GatheringLimits,
  work: (session: MysqlSession) => Promise<Result>,
): Promise<Result> {
  const tls = tlsOfUrl(new URL(url));
  if (tls.use !== "prefer") return connected(url, tls, limits, work);
  try {
    return await connected(url, { ...tls, use: "always" }, limits, work);
  } catch (error) {
    if (errorCode(error) !== noTlsCode) throw error;
    return connected(url, { ...tls, use: "never" }, limits, work);
  }
}

async function connected<Result>(
  text: string,
  tls: TlsChoice,
  limits: GatheringLimits,
  work: (session: MysqlSession) => Promise<Result>,
): Promise<Result> {
  const url = new URL(text);
  const host = url.hostname.replace(/^\[|\]$/g, "") || "localhost";
  const path = url.searchParams.get("socket");
  const socket = connect(path === null ? { host, port: Number(url.port || 3306), noDelay: true } : { path });
  const guard = guardSocket(socket, limits);
  let connection: mysql.Connection | null = null;
  try {
    connection = await mysql.createConnection({
      host,
      stream: socket,
      user: decodeURIComponent(url.username),
      password: decodeURIComponent(url.password),
      database: decodeURIComponent(url.pathname.slice(1)),
      charset: "utf8mb4",
      // The guard is quicker.
      connectTimeout: limits.totalMs,
      // A server may otherwise ask its client for local files.
      flags: ["-LOCAL_FILES"],
      ...(tls.use === "never" ? {} : { ssl: sslOptions(tls) }),
    });
    // Without a listener a lost connection would end the process; the query that waits is told as well.
    connection.on("error", () => undefined);
    const session = createSession(connection, text, limits);
    await connection.query("set session transaction read only");
    await session.set(`lock_wait_timeout = ${lockTimeoutSeconds}`);
    // MySQL counts milliseconds, MariaDB seconds under another name.
    if (!(await session.set(`max_execution_time = ${limits.statementMs}`)))
      await session.set(`max_statement_time = ${limits.statementMs / 1000}`);
    return await work(session);
  } catch (error) {
    if (error instanceof GatheringFailed) throw error;
    throw failureOf(error, guard.ended(), text);
  } finally {
    guard.release();
    connection?.destroy();
    socket.destroy();
  }
}

function sslOptions({ verify, certificates }: TlsChoice): mysql.SslOptions {
  return {
    ...certificates,
    rejectUnauthorized: verify !== "nothing",
    verifyIdentity: verify === "certificate and host",
  };
}

function createSession(connection: mysql.Connection, url: string, limits: GatheringLimits): MysqlSession {
  const notes: string[] = [];
  const query: CatalogueSession["query"] = async (schema, sql, parameters = []) => {
    const [rows] = await connection.query(sql, [...parameters]);
    return z.array(schema).parse(rows);
  };
  return {
    notes,
    query,
    async set(assignment) {
      try {
        await connection.query(`set session ${assignment}`);
        return true;
      } catch (error) {
        if (!serverError.safeParse(error).success) throw error;
        return false;
      }
    },
    async ask(schema, sql) {
      try {
        return await query(schema, sql);
      } catch (error) {
        if (!serverError.safeParse(error).success) throw error;
        return null;
      }
    },
    async attempt(what, schema, sql, parameters) {
      try {
        return await query(schema, sql, parameters);
      } catch (error) {
        const { data } = serverError.safeParse(error);
        if (data === undefined) throw error;
        notes.push(`${what}: ${refusal(data, limits, url)}`);
        return null;
      }
    },
  };
}

/**
 * By error number: https://dev.mysql.com/doc/mysql-errors/8.4/en/server-error-reference.html,
 * https://mariadb.com/kb/en/mariadb-error-code-reference/
 */
function refusal(
  { errno, message }: z.output<typeof serverError>,
  limits: GatheringLimits,
  url: string,
): string {
  if ([1044, 1045, 1142, 1143, 1227, 1370].includes(errno)) return "the account may not read it";
  if (errno === 1205) return "a lock was in the way";
  if (errno === 3024 || errno === 1969 || errno === 1317)
    return `took longer than ${inSeconds(limits.statementMs)}`;
  return redact(message, url);
}

function failureOf(error: unknown, endedByGuard: string | null, url: string): GatheringFailed {
  const cause = Object.assign(redactedError(error, url), { code: errorCode(error) ?? "unknown" });
  if (endedByGuard !== null) return new GatheringFailed(endedByGuard, { cause });
  if (errorCode(error) === noTlsCode)
    return new GatheringFailed("the server has no TLS: add sslmode=disable to its URL if that is meant", {
      retryable: false,
      cause,
    });
  const network = explainNetworkError(error);
  if (network !== null) return new GatheringFailed(network.message, { retryable: network.retryable, cause });
  // Wrong name or password, no right on the database, no such database.
  const refused = [1044, 1045, 1049, 1698].includes(serverError.safeParse(error).data?.errno ?? 0);
  const message = error instanceof Error ? error.message : String(error);
  return new GatheringFailed(redact(message, url), { retryable: !refused, cause });
}
