import type { IncomingHttpHeaders } from "node:http";
import type { z } from "zod";
import type { Caller } from "../auth/caller.js";
import type { Repository } from "../world/entities.js";
import type { Site } from "../site.js";
import { ApiError, type Answer } from "./answer.js";

/** A request to the REST API, as its operation sees it. */
export interface ApiCall extends Site {
  readonly caller: Caller;
  /** By name as in the route's path, percent-decoded. */
  readonly params: Readonly<Record<string, string>>;
  /** The address without the query, absolute, for links to other pages of a list. */
  readonly address: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

export interface RepositoryCall extends ApiCall {
  readonly repository: Repository;
}

export type Reply = Answer | Promise<Answer>;

/** A parameter that the route's path has by definition. */
export function param(call: ApiCall, name: string): string {
  const value = call.params[name];
  if (value === undefined) throw new Error(`the route has no parameter ${name}`);
  return value;
}

/** Reads the body by a schema; refuses what does not fit (422). */
export function readJson<T>(call: ApiCall, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(call.body ?? {});
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map((issue) => ({
    resource: "Request",
    field: issue.path.join("."),
    code: "invalid",
    message: issue.message,
  }));
  throw new ApiError(422, "Validation Failed", errors);
}
