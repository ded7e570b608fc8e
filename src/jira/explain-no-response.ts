import type { CallFailure } from "./call-failure.js";
import type { NoResponse } from "./jira-http.js";

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: "connection refused",
  ECONNRESET: "connection lost",
  UND_ERR_SOCKET: "connection lost",
  EPIPE: "connection lost",
  ENOTFOUND: "host not found",
  EAI_AGAIN: "host name could not be looked up",
  ETIMEDOUT: "no connection",
  UND_ERR_CONNECT_TIMEOUT: "no connection",
  EHOSTUNREACH: "host unreachable",
  ENETUNREACH: "network unreachable",
};

const certificateCode = /CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)/;

/** Why no answer came, in words for a status. */
export function explainNoResponse(
  answer: NoResponse,
  limits: { timeoutMs: number; maxBytes: number },
): CallFailure {
  const failure = {
    kind: "jira-unavailable",
    retries: "many",
    retryAfterSeconds: null,
    suspicious: false,
    cause: answer.cause,
  } as const;
  const { code } = answer;
  switch (answer.outcome) {
    case "timeout":
      return { ...failure, message: `Cannot reach Jira: no answer within ${seconds(limits.timeoutMs)} s` };
    case "too-large":
      return {
        ...failure,
        retries: "none",
        message: `Cannot reach Jira: an answer is larger than ${Math.floor(limits.maxBytes / 1_000_000)} MB`,
      };
    case "aborted":
      return { ...failure, retries: "none", message: "Cannot reach Jira: the lookup was broken off" };
    case "network":
      if (code !== null && certificateCode.test(code)) {
        return {
          ...failure,
          retries: "none",
          message: `Cannot reach Jira: its certificate is not trusted (${code})`,
        };
      }
      return {
        ...failure,
        message: `Cannot reach Jira: ${reasons[code ?? ""] ?? code ?? "connection failed"}`,
      };
  }
}

function seconds(ms: number): number {
  return ms < 1000 ? Math.round(ms / 100) / 10 : Math.round(ms / 1000);
}
