import { createHash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { describeCaller, identify, type Caller } from "../auth/caller.js";
import type { Site } from "../site.js";
import { secondsFromNow } from "../world/sequence.js";
import { ApiError, type Answer } from "./answer.js";
import { createRouter } from "./router.js";
import type { Route } from "./route.js";

export interface ApiRequest {
  readonly method: string;
  /** Without the API's prefix. */
  readonly path: string;
  /** Absolute, with the prefix that was used, without query. */
  readonly address: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface ApiOutcome {
  readonly answer: Answer;
  readonly caller: Caller;
}

const hourlyLimit = 5000;

/** The REST API over its routes: who calls, which operation, conditional answers, rate limit headers. */
export function createApiHandler(site: Site, routes: readonly Route[]) {
  const find = createRouter(routes);
  const used = new Map<string, number>();

  return async (request: ApiRequest): Promise<ApiOutcome> => {
    let caller: Caller = { kind: "nobody" };
    try {
      caller = identify(site.world, site.tokens, request.headers.authorization);
      const match = find(request.method, request.path);
      if (match === null) throw new ApiError(404, "No such route");
      const { address, query, headers } = request;
      const body = parseBody(request.body);
      const call = { ...site, caller, params: match.params, address, query, headers, body };
      const answer = await match.route.handle(call);
      const name = describeCaller(caller);
      used.set(name, (used.get(name) ?? 0) + 1);
      return { answer: withHeaders(conditional(request, answer), used.get(name) ?? 0), caller };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return { answer: withHeaders(error.toAnswer(), 0), caller };
    }
  };
}

function parseBody(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    throw new ApiError(400, "Problems parsing JSON");
  }
}

/** An ETag on every reading, and 304 to who has it already. */
function conditional(request: ApiRequest, answer: Answer): Answer {
  if (request.method !== "GET" || answer.status !== 200) return answer;
  const bytes = Buffer.isBuffer(answer.body) ? answer.body : JSON.stringify(answer.body);
  const etag = `W/"${createHash("sha256").update(bytes).digest("hex")}"`;
  const known = request.headers["if-none-match"]?.split(/\s*,\s*/) ?? [];
  if (known.includes(etag)) return { status: 304, headers: { etag } };
  return { ...answer, headers: { ...answer.headers, etag } };
}

function withHeaders(answer: Answer, used: number): Answer {
  return {
    ...answer,
    headers: {
      "x-github-media-type": "github.v3; format=json",
      "x-ratelimit-limit": String(hourlyLimit),
      "x-ratelimit-remaining": String(Math.max(0, hourlyLimit - used)),
      "x-ratelimit-used": String(used),
      "x-ratelimit-reset": String(secondsFromNow(3600)),
      "x-ratelimit-resource": "core",
      ...answer.headers,
    },
  };
}
