import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { gitTestEnvironment } from "../support/git-repository.js";

export interface GitServer {
  readonly origin: string;
  /** Requests served: "GET /acme/web.git/info/refs", in order. */
  readonly requests: string[];
  /** The token that is accepted. */
  token: string;
  /** Answers in git's place and returns true, or leaves it to git. */
  intercept: (request: IncomingMessage, response: ServerResponse) => boolean;
  close(): Promise<void>;
}

/** Serves one repository as /acme/web.git over smart HTTP with `git http-backend`, to those who have the token. */
export async function serveGit(dir: string): Promise<GitServer> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    git.requests.push(`${request.method} ${url.pathname}`);
    if (git.intercept(request, response)) return;
    const expected = `Basic ${Buffer.from(`x-access-token:${git.token}`).toString("base64")}`;
    if (request.headers.authorization !== expected) {
      response.writeHead(401, { "www-authenticate": 'Basic realm="git"' }).end();
      return;
    }
    answer(dir, url, request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const git: GitServer = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: [],
    token: "ghs_secret0123456789",
    intercept: () => false,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return git;
}

function answer(dir: string, url: URL, request: IncomingMessage, response: ServerResponse): void {
  const environment = {
    ...gitTestEnvironment,
    GIT_PROJECT_ROOT: dir,
    GIT_HTTP_EXPORT_ALL: "1",
    PATH_INFO: url.pathname.replace("/acme/web.git", path.extname(dir) === ".git" ? "" : "/.git"),
    QUERY_STRING: url.searchParams.toString(),
    REQUEST_METHOD: request.method,
    CONTENT_TYPE: request.headers["content-type"] ?? "",
    HTTP_CONTENT_ENCODING: request.headers["content-encoding"] ?? "",
    GIT_PROTOCOL: String(request.headers["git-protocol"] ?? ""),
    GIT_CONFIG_COUNT: "2",
    GIT_CONFIG_KEY_0: "safe.directory",
    GIT_CONFIG_VALUE_0: "*",
    GIT_CONFIG_KEY_1: "uploadpack.allowFilter",
    GIT_CONFIG_VALUE_1: "true",
  };
  const child = spawn("git", ["http-backend"], { env: environment, stdio: ["pipe", "pipe", "ignore"] });
  child.stdin.on("error", () => undefined);
  request.pipe(child.stdin);
  let head = Buffer.alloc(0);
  child.stdout.on("data", (chunk: Buffer) => {
    if (response.headersSent) return void response.write(chunk);
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf("\r\n\r\n");
    if (end < 0) return;
    const headers = head
      .subarray(0, end)
      .toString("latin1")
      .split("\r\n")
      .map((line) => line.split(": ") as [string, string]);
    const status = headers.find(([name]) => name === "Status")?.[1];
    response.writeHead(
      Number.parseInt(status ?? "200"),
      Object.fromEntries(headers.filter(([name]) => name !== "Status")),
    );
    response.write(head.subarray(end + 4));
  });
  child.on("close", () => response.end());
}
