import { afterAll, beforeAll, expect, test } from "vitest";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type AddressInfo, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TLSSocket } from "node:tls";
import { createTableStatistics } from "../../src/table-statistics/create-table-statistics.js";
import { failureOf } from "./failure-of.js";

/** A server that has TLS with a certificate of its own making, and remembers what it was told through it. */
let server: Server;
let told = "";
let folder = "";
const errorAnswer = Buffer.from("E\0\0\0\x1cSFATAL\0C57P03\0Mshut down\0\0", "latin1");

const hasOpenssl = ((): boolean => {
  try {
    execFileSync("openssl", ["version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
})();
const testWithOpenssl = hasOpenssl ? test : test.skip;
if (!hasOpenssl) console.warn("skipped: there is no openssl to make a certificate with");

beforeAll(async () => {
  if (!hasOpenssl) return;
  folder = mkdtempSync(join(tmpdir(), "row-counts-tls-"));
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  execFileSync(
    "openssl",
    [
      ...[
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
        "-days",
        "2",
      ],
      ...["-keyout", key, "-out", cert, "-subj", "/CN=db", "-addext", "subjectAltName=DNS:localhost"],
    ],
    { stdio: "ignore" },
  );
  server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", () => {
      socket.write("S");
      const secure = new TLSSocket(socket, {
        isServer: true,
        key: readFileSync(key),
        cert: readFileSync(cert),
      });
      secure.on("error", () => undefined);
      secure.on("data", (data: Buffer) => {
        told += data.toString("latin1");
        secure.end(errorAnswer);
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  if (!hasOpenssl) return;
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

testWithOpenssl.each([
  ["require does not trust any certificate", "localhost", "sslmode=require", false],
  ["a known certificate", "localhost", "sslmode=require&sslrootcert=CA", true],
  ["of another host", "127.0.0.1", "sslmode=verify-full&sslrootcert=CA", false],
  ["of another host, not asked for", "127.0.0.1", "sslmode=verify-ca&sslrootcert=CA", true],
  ["as MySQL spells it", "localhost", "ssl-mode=VERIFY_IDENTITY&ssl-ca=CA", true],
  ["no-verify trusts all", "localhost", "sslmode=no-verify", true],
])("%s", async (_name, host, query, trusted) => {
  told = "";
  const { port } = server.address() as AddressInfo;
  const parameters = query.replace("CA", encodeURIComponent(join(folder, "cert.pem")));
  const error = await failureOf(
    createTableStatistics({
      sources: [
        { name: "main", url: `postgres://reader:x@${host}:${port}/app?${parameters}`, repositories: null },
      ],
      clock: { now: () => new Date() },
      limits: { silenceMs: 5000 },
    }).read("main", { owner: "acme", name: "web" }),
  );
  if (trusted) {
    expect(error.message).toContain("shut down");
    expect(told).toContain("reader");
  } else {
    expect(error).toMatchObject({ kind: "row-counts-unavailable", retryable: false });
    expect(error.message).toContain("its certificate is not trusted");
    expect(told).toBe("");
  }
});
