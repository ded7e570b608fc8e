import { z } from "zod";

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: "connection refused",
  ECONNRESET: "connection lost",
  UND_ERR_SOCKET: "connection lost",
  EPIPE: "connection lost",
  PROTOCOL_CONNECTION_LOST: "connection lost",
  ENOTFOUND: "host not found",
  EAI_AGAIN: "host name could not be looked up",
  ETIMEDOUT: "no connection",
  UND_ERR_CONNECT_TIMEOUT: "no connection",
  EHOSTUNREACH: "host unreachable",
  ENETUNREACH: "network unreachable",
};

/** What keeps a connection from being made, in words; null where the error is of another kind. */
export function explainNetworkError(
  error: unknown,
): { readonly message: string; readonly retryable: boolean } | null {
  const code = errorCode(error);
  if (code === null) return null;
  if (/CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)/.test(code))
    return { message: `its certificate is not trusted (${code})`, retryable: false };
  const reason = reasons[code];
  return reason === undefined ? null : { message: reason, retryable: true };
}

/** The `code` of an error, its cause or the first of its parts. */
export function errorCode(error: unknown): string | null {
  const { data } = z.object({ code: z.string() }).safeParse(error);
  if (data !== undefined) return data.code;
  if (error instanceof AggregateError && error.errors.length > 0) return errorCode(error.errors[0]);
  return error instanceof Error && error.cause !== undefined ? errorCode(error.cause) : null;
}
