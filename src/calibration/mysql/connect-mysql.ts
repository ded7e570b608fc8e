import mysql from "mysql2/promise";
import { errorCode } from "../../table-statistics/explain-network-error.js";
import { tlsOfUrl, type TlsChoice } from "../../table-statistics/tls-of-url.js";

const connectMs = 10_000;

/** `database` null: that of the URL, or none. @throws whatever the driver throws */
export async function connectMysql(url: string, database: string | null): Promise<mysql.Connection> {
  const tls = tlsOfUrl(new URL(url));
  if (tls.use !== "prefer") return connect(url, database, tls);
  try {
    return await connect(url, database, { ...tls, use: "always" });
  } catch (error) {
    if (errorCode(error) !== "HANDSHAKE_NO_SSL_SUPPORT") throw error;
    return connect(url, database, { ...tls, use: "never" });
  }
}

async function connect(text: string, database: string | null, tls: TlsChoice): Promise<mysql.Connection> {
  const url = new URL(text);
  const named = database ?? decodeURIComponent(url.pathname.slice(1));
  const connection = await mysql.createConnection({
    host: url.hostname.replace(/^\[|\]$/g, "") || "localhost",
    port: Number(url.port || 3306),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    ...(named === "" ? {} : { database: named }),
    charset: "utf8mb4",
    connectTimeout: connectMs,
    enableKeepAlive: true,
    // A server may otherwise ask its client for local files.
    flags: ["-LOCAL_FILES"],
    ...(tls.use === "never"
      ? {}
      : {
          ssl: {
            ...tls.certificates,
            rejectUnauthorized: tls.verify !== "nothing",
            verifyIdentity: tls.verify === "certificate and host",
          },
        }),
  });
  // Without a listener a lost connection would end the process; the query that waits is told as well.
  connection.on("error", () => undefined);
  return connection;
}
