/** One call to Jira's REST API. */
export interface JiraRequest {
  readonly method: "GET" | "POST" | "PUT";
  readonly apiVersion: "2" | "3";
  /** Below `/rest/api/<version>`, with nothing in it that needs encoding: "/myself", "/issue/STORY-1". */
  readonly path: string;
  /** Values with nothing in them that needs encoding. */
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface JiraResponse {
  readonly outcome: "response";
  readonly status: number;
  readonly contentType: string | null;
  /** As sent: seconds or an HTTP date. */
  readonly retryAfter: string | null;
  /** Data Center's `X-Authentication-Denied-Reason`, e.g. "CAPTCHA_CHALLENGE; login-url=...". */
  readonly deniedReason: string | null;
  readonly text: string;
}

export interface NoResponse {
  readonly outcome: "timeout" | "network" | "too-large" | "aborted";
  /** System or TLS error code, e.g. ECONNREFUSED. */
  readonly code: string | null;
  readonly cause: unknown;
}

/** Whatever became of a call. */
export type JiraAnswer = JiraResponse | NoResponse;

export interface SendLimits {
  /** From the start of the call to the last byte of its answer. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** The HTTP port that both adapters, Cloud and Data Center, stand on. `send` never rejects. */
export interface JiraHttp {
  send(request: JiraRequest, limits: SendLimits): Promise<JiraAnswer>;
  /** Closes idle connections. */
  close(): Promise<void>;
}
