import type { IncomingHttpHeaders } from "node:http";

/** A request that the server got. */
export interface LoggedRequest {
  readonly method: string;
  /** Without the API's prefix `/api/v3` and the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Authorization redacted to its scheme. */
  readonly headers: IncomingHttpHeaders;
  /** Parsed JSON; undefined where there was none, or for git's own protocol. */
  readonly body: unknown;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** "nobody", "app", "installation 7", "user octocat". */
  caller: string;
  /** What an installation's token may do; null for other callers. */
  permissions: Readonly<Record<string, string>> | null;
  /** Null until answered, and for ever where the connection was dropped. */
  status: number | null;
}

export function redactHeaders(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  if (headers.authorization === undefined) return headers;
  const [scheme = ""] = headers.authorization.split(" ");
  return { ...headers, authorization: `${scheme} [redacted]` };
}
