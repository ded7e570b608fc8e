import { generateKeyPairSync } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import pino from "pino";
import type { Repository } from "../../src/deploys/ports/repository.js";
import { createCodeHost, type GitHub } from "../../src/github/create-code-host.js";
import type { Clock } from "../../src/deploys/ports/clock.js";

const privateKey = generateKeyPairSync("rsa", { modulusLength: 2048 })
  .privateKey.export({ type: "pkcs8", format: "pem" })
  .toString();

export interface Asked {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

export type Said =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown }
  | "drop"
  | "hang";

/** A server that says what the test says, request by request: for what no real GitHub does on demand. */
export interface ScriptedGitHub {
  readonly host: GitHub;
  /** Without those for tokens. */
  readonly asked: Asked[];
  /** The bodies of the requests for tokens. */
  readonly tokenRequests: unknown[];
  readonly log: string[];
  readonly privateKey: string;
  /** Answers of a path pattern, one after the other; the last one stays. */
  readonly say: (path: RegExp, ...answers: readonly Said[]) => void;
  close(): Promise<void>;
}

export const web: Repository = {
  id: 1,
  owner: "acme",
  name: "web",
  installationId: 7,
  defaultBranch: "main",
};

export function ok(body: unknown, headers: Readonly<Record<string, string>> = {}): Said {
  return { status: 200, body, headers };
}

export interface ScriptedOptions {
  readonly clock?: Clock;
  readonly timeoutMs?: number;
  /** Waits are over at once, but are told here. */
  readonly onSleep?: (milliseconds: number) => void;
  readonly tokenExpiresAt?: () => string;
}

export async function scriptedGitHub(options: ScriptedOptions = {}): Promise<ScriptedGitHub> {
  const asked: Asked[] = [];
  const tokenRequests: unknown[] = [];
  const log: string[] = [];
  const scripts: { readonly path: RegExp; readonly answers: Said[] }[] = [];
  let tokens = 0;
  let slept = 0;

  function next(path: string): Said {
    const script = scripts.find((candidate) => candidate.path.test(path));
    if (script) return script.answers.length > 1 ? script.answers.shift()! : script.answers[0]!;
    if (!path.endsWith("/access_tokens")) return { status: 404, body: { message: "Not Found" } };
    tokens += 1;
    const expires = options.tokenExpiresAt?.() ?? new Date(Date.now() + 3_600_000).toISOString();
    return { status: 201, body: { token: `ghs_${tokens}`, expires_at: expires, permissions: {} } };
  }

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const text = Buffer.concat(chunks).toString();
      const path = (request.url ?? "").replace("/api/v3", "");
      const body: unknown = text === "" ? null : JSON.parse(text);
      if (path.endsWith("/access_tokens")) tokenRequests.push(body);
      else asked.push({ method: request.method ?? "", path, headers: request.headers, body });
      const said = next(path);
      if (said === "drop") request.socket.destroy();
      if (said === "drop" || said === "hang") return;
      const isText = typeof said.body === "string";
      response.writeHead(said.status, {
        "content-type": isText ? "text/html" : "application/json; charset=utf-8",
        ...said.headers,
      });
      response.end(isText ? said.body : said.body === undefined ? "" : JSON.stringify(said.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    host: createCodeHost({
      appId: 1,
      privateKey,
      baseUrl: `${origin}/api/v3`,
      webUrl: origin,
      clock: options.clock ?? { now: () => new Date(Date.now() + slept) },
      logger: pino({ level: "trace" }, { write: (line: string) => void log.push(line) }),
      sleep: (milliseconds, signal) => {
        // The status queue's patience, which only runs out in tests with virtual time.
        if (signal) return new Promise(() => undefined);
        options.onSleep?.(milliseconds);
        slept += milliseconds;
        return Promise.resolve();
      },
      random: () => 0.5,
      ...(options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs }),
    }),
    asked,
    tokenRequests,
    log,
    privateKey,
    say: (path, ...answers) => void scripts.unshift({ path, answers: [...answers] }),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
