import { z } from "zod";
import { SourceUnavailable } from "../deploys/ports/unavailable.js";
import type { CallFailure } from "./call-failure.js";
import { explainNoResponse } from "./explain-no-response.js";
import { explainStatus } from "./explain-status.js";
import type { JiraHttp, JiraRequest, JiraResponse } from "./jira-http.js";
import type { LookupSession } from "./lookup-session.js";
import { parseJson } from "./parse-json.js";
import { backoffMs, type RetryLimits } from "./retry-limits.js";
import type { Timing } from "./timing.js";

/** One question to Jira, asked until it is answered or our patience ends. */
export interface JiraCall<Data, Result> {
  /** Built for every attempt anew, so that a second one can ask only for what is still missing. */
  readonly request: () => JiraRequest;
  /** Data that does not fit is no data: the call fails. */
  readonly schema: z.ZodType<Data>;
  /** May throw {@link IncompleteAnswer}. */
  readonly read: (data: Data) => Result;
  /** Where "no such thing" is an answer; else 404 is a failure. */
  readonly whenNotFound?: () => Result;
}

/** Jira answered, and says that asking again will bring more. */
export class IncompleteAnswer extends Error {
  override readonly name = "IncompleteAnswer";
}

/** Asks Jira, with retries, a limited number of calls at once, and no trust in what comes back. */
export interface JiraApi {
  /** Throws SourceUnavailable: `jira-unavailable`, `jira-credentials` or `jira-refused`. */
  call<Data, Result>(session: LookupSession, call: JiraCall<Data, Result>): Promise<Result>;
  /** Throws where Jira does not know us; resolves where it does. */
  probeCredentials(session: LookupSession): Promise<void>;
}

/** The little of pino's logger that we use. */
export interface JiraLogger {
  warn(detail: object, message: string): void;
}

export interface JiraApiOptions {
  readonly http: JiraHttp;
  /** Runs a call when it is its turn: bounds how many are under way, over all lookups. */
  readonly limit: <T>(call: () => Promise<T>) => Promise<T>;
  readonly timing: Timing;
  readonly limits: RetryLimits;
  readonly maxBytes: number;
  readonly logger?: JiraLogger;
}

type Attempt<Result> = { readonly value: Result } | { readonly failure: CallFailure };

/** Cloud names people by `accountId`, Data Center by `name` and `key`. */
const someoneSchema = z.union(
  (["accountId", "name", "key", "displayName"] as const).map((property) =>
    z.object({ [property]: z.string().min(1) }),
  ),
);

const allowedRetries = (retries: CallFailure["retries"], most: number): number =>
  ({ many: most, once: Math.min(1, most), none: 0 })[retries];

export function createJiraApi({ http, limit, timing, limits, maxBytes, logger }: JiraApiOptions): JiraApi {
  async function attempt<Data, Result>(
    session: LookupSession,
    call: JiraCall<Data, Result>,
    before: CallFailure | null,
  ): Promise<Attempt<Result>> {
    const timeoutMs = Math.max(1, Math.min(limits.requestTimeoutMs, session.remainingMs()));
    const answer = await http.send(call.request(), { timeoutMs, signal: session.signal });
    // An attempt that the end of our patience cut short says less than the one before it.
    const cutShort = answer.outcome === "timeout" && timeoutMs < limits.requestTimeoutMs;
    if (cutShort && before !== null) return { failure: before };
    if (answer.outcome !== "response") return { failure: explainNoResponse(answer, { timeoutMs, maxBytes }) };
    if (answer.status === 404 && call.whenNotFound !== undefined) return { value: call.whenNotFound() };
    if (answer.status < 200 || answer.status > 299)
      return { failure: explainStatus(answer, timing.clock.now()) };
    return readAnswer(answer, call);
  }

  async function ask<Data, Result>(
    session: LookupSession,
    call: JiraCall<Data, Result>,
  ): Promise<Attempt<Result>> {
    const name = Symbol("call");
    let before: CallFailure | null = null;
    for (let retry = 0; ; retry++) {
      if (session.expired()) return { failure: outOfTime(limits) };
      const attempted: Attempt<Result> = await attempt(session, call, before);
      if ("value" in attempted) {
        session.recovered(name);
        return attempted;
      }
      const failure: CallFailure = attempted.failure;
      before = failure;
      if (session.signal.aborted) return attempted;
      session.failed(name);
      const { method, path } = call.request();
      logger?.warn({ method, path, retry, failure: failure.message }, "A call to Jira failed");
      if (retry >= allowedRetries(failure.retries, limits.maxRetries)) return attempted;
      const wait = Math.max((failure.retryAfterSeconds ?? 0) * 1000, backoffMs(limits, retry, timing.random));
      if (wait >= session.remainingMs()) return attempted;
      await timing.sleep(wait, session.signal);
    }
  }

  /** The probe itself is never suspicious of the credentials: it would ask for ever. */
  async function probe(session: LookupSession): Promise<CallFailure | null> {
    const attempted = await ask(session, {
      request: () => ({ method: "GET", apiVersion: "2", path: "/myself" }),
      schema: someoneSchema,
      read: () => null,
    });
    if ("value" in attempted) return null;
    const { failure } = attempted;
    if (!failure.suspicious) return failure;
    return { ...failure, kind: "jira-credentials", message: "Jira does not know the service's credentials" };
  }

  return {
    async call(session, call) {
      return limit(async () => {
        const attempted = await ask(session, call);
        if ("value" in attempted) return attempted.value;
        const { failure } = attempted;
        const probed = failure.suspicious ? await probe(session) : null;
        throw unavailable(probed ?? failure);
      });
    },
    async probeCredentials(session) {
      const failure = await limit(() => probe(session));
      if (failure !== null) throw unavailable(failure);
    },
  };
}

function readAnswer<Data, Result>(response: JiraResponse, call: JiraCall<Data, Result>): Attempt<Result> {
  const notData = {
    kind: "jira-unavailable",
    retries: "once",
    retryAfterSeconds: null,
    suspicious: true,
  } as const;
  const json = parseJson(response.text);
  if (json === undefined) {
    const type = response.contentType?.split(";")[0]?.slice(0, 40) ?? "of no type";
    return { failure: { ...notData, message: `Cannot reach Jira: its answer is not JSON (${type})` } };
  }
  const data = call.schema.safeParse(json);
  if (!data.success) {
    const message = "Cannot reach Jira: its answer is not of the expected shape";
    return { failure: { ...notData, message, cause: data.error } };
  }
  try {
    return { value: call.read(data.data) };
  } catch (error) {
    if (!(error instanceof IncompleteAnswer)) throw error;
    const message = `Cannot reach Jira: ${error.message}`;
    return { failure: { ...notData, retries: "many", suspicious: false, message, cause: error } };
  }
}

function outOfTime(limits: RetryLimits): CallFailure {
  return {
    kind: "jira-unavailable",
    message: `Cannot reach Jira: not done within ${Math.round(limits.lookupLimitMs / 1000)} s`,
    retries: "none",
    retryAfterSeconds: null,
    suspicious: false,
  };
}

function unavailable(failure: CallFailure): SourceUnavailable {
  return new SourceUnavailable(failure.message, {
    kind: failure.kind,
    retryAfterSeconds: failure.retryAfterSeconds,
    retryable: failure.kind !== "jira-refused",
    cause: failure.cause,
  });
}
