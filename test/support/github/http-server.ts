import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { isJsonObject } from "../contracts/contract-document.js";
import { describeCaller, type Caller } from "./auth/caller.js";
import type { FaultAction, Faults } from "./faults.js";
import { authorizeGit, parseGitRequest, serveGit, type GitRequest } from "./git-http.js";
import { ApiError, type Answer } from "./http/answer.js";
import { createApiHandler } from "./http/api-handler.js";
import { readBody } from "./http/read-body.js";
import { createOAuth } from "./oauth.js";
import type { Exchange } from "./options.js";
import { renderPage } from "./pages.js";
import { redactHeaders, type LoggedRequest } from "./request-log.js";
import { routes } from "./rest/routes.js";
import type { Site } from "./site.js";

export interface HttpParts {
  readonly site: Site;
  readonly faults: Faults;
  readonly requests: LoggedRequest[];
  readonly latencyMs: () => number;
  readonly onExchange: (exchange: Exchange) => void;
}

/** Long enough that no idle connection is closed under a client that is just about to use it again. */
const keepAliveMs = 120_000;

const apiPrefix = /^\/api\/v3(?=\/|$)/;

/** The HTTP side: REST at /api/v3 and at the root, git, signing in, and pages for people. */
export function createHttpServer(parts: HttpParts): Server {
  const { site, faults, requests } = parts;
  const api = createApiHandler(site, routes);
  const oauth = createOAuth(site);

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? "/", site.world.origin);
    const path = url.pathname.replace(apiPrefix, "");
    const method = request.method ?? "GET";
    const git = parseGitRequest(url.pathname, url.searchParams);
    const bytes = git === null ? await readBody(request) : Buffer.alloc(0);
    const body = jsonOrNothing(bytes);
    const logged: LoggedRequest = {
      method,
      path,
      query: url.searchParams,
      headers: redactHeaders(request.headers),
      body,
      at: Date.now(),
      caller: "nobody",
      permissions: null,
      status: null,
    };
    requests.push(logged);
    const note = (caller: Caller) => {
      logged.caller = describeCaller(caller);
      logged.permissions = caller.kind === "installation" ? caller.permissions : null;
    };
    const answerWith = (answer: Answer) => {
      logged.status = answer.status;
      send(response, answer);
    };

    const fault = faults.take({ method, path, query: url.searchParams, headers: request.headers, body });
    await delay(parts.latencyMs() + (fault !== null && "latencyMs" in fault ? fault.latencyMs : 0));
    if (fault !== null && "until" in fault) await fault.until;
    if (fault !== null && "hang" in fault) return;
    if (fault !== null && "drop" in fault && fault.drop === true) {
      request.socket.destroy();
      return;
    }
    if (fault !== null && "status" in fault) {
      answerWith(fault);
      return;
    }
    if (git !== null) {
      await answerGit(site, git, request, response, url.searchParams, note);
      logged.status = response.statusCode;
      return;
    }
    if (url.pathname.startsWith("/login/oauth/")) {
      answerWith(signIn(oauth, url, bytes, request));
      return;
    }
    if (url.pathname === path && request.headers.accept?.includes("text/html") === true) {
      answerWith(await renderPage(site, decodeURI(path)));
      return;
    }
    const address = `${site.world.origin}${url.pathname}`;
    const query = url.searchParams;
    const { answer, caller } = await api({
      method,
      path,
      address,
      query,
      headers: request.headers,
      body: bytes,
    });
    note(caller);
    parts.onExchange({
      method,
      path,
      query,
      requestBody: body,
      status: answer.status,
      responseBody: exchangedBody(answer),
      raw: Buffer.isBuffer(answer.body),
    });
    if (isDroppedAfter(fault)) {
      request.socket.destroy();
      return;
    }
    answerWith(answer);
  };

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      if (response.headersSent) {
        response.destroy();
        return;
      }
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      send(response, { status: 500, body: { message } });
    });
  });
  server.keepAliveTimeout = keepAliveMs;
  return server;
}

function isDroppedAfter(fault: FaultAction | null): boolean {
  return fault !== null && "drop" in fault;
}

async function answerGit(
  site: Site,
  git: GitRequest,
  request: IncomingMessage,
  response: ServerResponse,
  query: URLSearchParams,
  note: (caller: Caller) => void,
): Promise<void> {
  try {
    const access = authorizeGit(site, git, request.headers.authorization);
    note(access.caller);
    await serveGit(site, git, access, request, response, query);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    request.resume();
    if (error.status === 401) response.setHeader("www-authenticate", 'Basic realm="GitHub"');
    send(response, {
      status: error.status,
      body: Buffer.from(`${error.message}\n`),
      headers: { "content-type": "text/plain" },
    });
  }
}

function signIn(
  oauth: ReturnType<typeof createOAuth>,
  url: URL,
  bytes: Buffer,
  request: IncomingMessage,
): Answer {
  if (url.pathname === "/login/oauth/authorize") return oauth.authorize(url.searchParams);
  if (url.pathname !== "/login/oauth/access_token" || request.method !== "POST") return { status: 404 };
  const json = jsonOrNothing(bytes);
  const form = isJsonObject(json)
    ? new URLSearchParams(Object.entries(json).map(([key, value]): [string, string] => [key, String(value)]))
    : new URLSearchParams(bytes.toString("utf8"));
  return oauth.accessToken(form, request.headers.accept ?? "");
}

function jsonOrNothing(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    return undefined;
  }
}

/** The answer's body as a client parses it; bytes count as none. */
function exchangedBody(answer: Answer): unknown {
  if (answer.body === undefined || Buffer.isBuffer(answer.body)) return undefined;
  return JSON.parse(JSON.stringify(answer.body));
}

function send(response: ServerResponse, { status, body, headers = {} }: Answer): void {
  const bytes =
    body === undefined || Buffer.isBuffer(body)
      ? body
      : Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (bytes !== undefined) {
    if (!response.hasHeader("content-type")) {
      response.setHeader("content-type", "application/json; charset=utf-8");
    }
    response.setHeader("content-length", bytes.length);
  }
  response.writeHead(status);
  response.end(bytes);
}
