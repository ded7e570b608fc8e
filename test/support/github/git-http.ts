import type { IncomingMessage, ServerResponse } from "node:http";
import { dirname, basename } from "node:path";
import { buffer } from "node:stream/consumers";
import { grants, reaches } from "./auth/access.js";
import { actingAccount, identify, type Caller } from "./auth/caller.js";
import { gitEnvironment } from "./git/run-git.js";
import { ApiError } from "./http/answer.js";
import type { Site } from "./site.js";
import { allows, permissionOf } from "./world/access.js";
import type { Repository } from "./world/entities.js";
import { noticeRefs } from "./webhooks/notice-refs.js";

const form = /^\/([^/]+)\/([^/]+?)(?:\.git)?\/(info\/refs|git-upload-pack|git-receive-pack)$/;

export interface GitRequest {
  readonly owner: string;
  readonly name: string;
  /** What follows the repository's address. */
  readonly service: string;
  readonly writes: boolean;
}

/** Tells git's smart HTTP from other requests. */
export function parseGitRequest(path: string, query: URLSearchParams): GitRequest | null {
  const [, owner, name, service] = form.exec(path) ?? [];
  if (owner === undefined || name === undefined || service === undefined) return null;
  const writes = service === "git-receive-pack" || query.get("service") === "git-receive-pack";
  return { owner, name, service, writes };
}

/** Whether a caller may read or write by git: an app's token needs `contents`, a person a role. */
function mayUse(caller: Caller, repository: Repository, writes: boolean): boolean {
  switch (caller.kind) {
    case "nobody":
      return !repository.private && !writes;
    case "app":
      return false;
    case "installation":
      return reaches(caller, repository) && grants(caller, writes ? "contents:write" : "contents:read");
    case "user":
      return allows(permissionOf(repository, caller.account), writes ? "write" : "read");
  }
}

/** Who asks, and the repository; throws {@link ApiError} (401 asks git for a credential). */
export function authorizeGit(
  site: Site,
  wanted: GitRequest,
  authorization: string | undefined,
): { readonly caller: Caller; readonly repository: Repository } {
  const caller = identify(site.world, site.tokens, authorization);
  const former = site.world.formerNames.get(`${wanted.owner}/${wanted.name}`.toLowerCase());
  const repository = site.world.repository(wanted.owner, wanted.name) ?? former ?? null;
  if (repository !== null && mayUse(caller, repository, wanted.writes)) return { caller, repository };
  if (caller.kind === "nobody") throw new ApiError(401, "Authentication required");
  const visible = repository !== null && mayUse(caller, repository, false);
  throw visible
    ? new ApiError(403, "Write access to repository not granted.")
    : new ApiError(404, "Repository not found.");
}

/** Serves one request through `git http-backend`; a push is answered after its events are queued. */
export async function serveGit(
  site: Site,
  wanted: GitRequest,
  { caller, repository }: { readonly caller: Caller; readonly repository: Repository },
  request: IncomingMessage,
  response: ServerResponse,
  query: URLSearchParams,
): Promise<void> {
  const run = () => runBackend(site, repository, wanted, caller, request, response, query);
  if (wanted.service !== "git-receive-pack") {
    await run();
  } else {
    await site.world.exclusively(repository, async () => {
      await run();
      await noticeRefs(site, repository, actingAccount(site.world, caller));
    });
  }
  response.end();
}

/** Settings of the served repository, as GitHub has them; given by the environment, not written into it. */
const settings: Readonly<Record<string, string>> = {
  "safe.directory": "*",
  "http.receivepack": "true",
  "uploadpack.allowFilter": "true",
  "uploadpack.allowAnySHA1InWant": "true",
  "receive.autogc": "false",
  "gc.auto": "0",
};

function backendEnvironment(
  repository: Repository,
  wanted: GitRequest,
  caller: Caller,
  request: IncomingMessage,
  query: URLSearchParams,
): Record<string, string> {
  const header = (name: string) => {
    const value = request.headers[name];
    return typeof value === "string" ? value : "";
  };
  const pairs = Object.entries(settings);
  return gitEnvironment({
    GIT_CONFIG_COUNT: String(pairs.length),
    ...Object.fromEntries(pairs.map(([key], index) => [`GIT_CONFIG_KEY_${index}`, key])),
    ...Object.fromEntries(pairs.map(([, value], index) => [`GIT_CONFIG_VALUE_${index}`, value])),
    GIT_PROJECT_ROOT: dirname(repository.git.directory),
    GIT_HTTP_EXPORT_ALL: "1",
    PATH_INFO: `/${basename(repository.git.directory)}/${wanted.service}`,
    QUERY_STRING: query.toString(),
    REQUEST_METHOD: request.method ?? "GET",
    CONTENT_TYPE: header("content-type"),
    CONTENT_LENGTH: header("content-length"),
    HTTP_CONTENT_ENCODING: header("content-encoding"),
    GIT_PROTOCOL: header("git-protocol"),
    REMOTE_USER: caller.kind === "user" ? caller.account.login : "git",
  });
}

/**
 * What git says before the first question of a fetch: in version 2 of its protocol that is what it can do, and the same for
 * every repository here.
 */
let greeting: { readonly stdout: Buffer } | null = null;

async function runBackend(
  { gitShell }: Site,
  repository: Repository,
  wanted: GitRequest,
  caller: Caller,
  request: IncomingMessage,
  response: ServerResponse,
  query: URLSearchParams,
): Promise<void> {
  const body = await buffer(request);
  const env = backendEnvironment(repository, wanted, caller, request, query);
  const greets =
    wanted.service === "info/refs" && !wanted.writes && request.headers["git-protocol"] === "version=2";
  const known = greets ? greeting : null;
  const { stdout } = known ?? (await gitShell.run({ directory: "/", args: ["http-backend"], env }, body));
  if (response.destroyed) return;
  const end = stdout.indexOf("\r\n\r\n");
  if (end < 0) {
    response.writeHead(500);
    return;
  }
  const head = stdout.toString("latin1", 0, end);
  if (greets && !/^status:/im.test(head)) greeting = { stdout };
  sendHead(response, head);
  response.write(stdout.subarray(end + 4));
}

/** Turns a CGI head into an HTTP one. */
function sendHead(response: ServerResponse, head: string): void {
  let status = 200;
  for (const line of head.split("\r\n")) {
    const colon = line.indexOf(":");
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (name === "status") status = Number.parseInt(value, 10);
    else response.setHeader(name, value);
  }
  response.writeHead(status);
}
