import JiraClient from "jira-client";
import { z } from "zod";
import type { JiraAuth } from "./jira-auth.js";
import type { JiraAnswer, JiraHttp } from "./jira-http.js";
import { createUndiciSender } from "./undici-sender.js";

/** The options that jira-client hands to its `request` function, as far as we put them there. */
const clientOptionsSchema = z.object({
  uri: z.string(),
  method: z.string(),
  body: z.unknown(),
  auth: z.union([z.object({ bearer: z.string() }), z.object({ user: z.string(), pass: z.string() })]),
  timeoutMs: z.number(),
  signal: z.instanceof(AbortSignal),
});

/**
 * The HTTP port on jira-client, which here only builds URL, credentials and options. Its own HTTP layer loses
 * status and Retry-After and opens a connection per call, and it turns every rejection into an Error around a
 * JSON string: so `request` is ours and always resolves.
 */
export function createJiraClientTransport(options: {
  /** With the context path, without `/rest/api`: "https://jira.example.com/jira". */
  readonly apiUrl: string;
  readonly auth: JiraAuth;
  readonly connections: number;
  /** An answer larger than this is not read to its end. */
  readonly maxBytes: number;
}): JiraHttp {
  const url = new URL(options.apiUrl);
  const sender = createUndiciSender({ connections: options.connections, maxBytes: options.maxBytes });
  const client = new JiraClient({
    protocol: url.protocol.replace(/:$/, ""),
    host: url.hostname,
    port: url.port === "" ? null : url.port,
    base: url.pathname.replace(/\/+$/, ""),
    ...("token" in options.auth
      ? { bearer: options.auth.token }
      : { username: options.auth.email, password: options.auth.apiToken }),
    request: (clientOptions) => {
      const { uri, method, body, auth, timeoutMs, signal } = clientOptionsSchema.parse(clientOptions);
      return sender.send({ uri, method, body, authorization: authorizationHeader(auth), timeoutMs, signal });
    },
  });
  return {
    async send(request, limits) {
      const uri = client.makeUri({
        pathname: request.path,
        intermediatePath: `/rest/api/${request.apiVersion}`,
        ...(request.query === undefined ? {} : { query: request.query }),
      });
      const { method, body } = request;
      return (await client.doRequest(
        client.makeRequestHeader(uri, { method, body, ...limits }),
      )) as JiraAnswer;
    },
    close: () => sender.close(),
  };
}

function authorizationHeader(auth: z.infer<typeof clientOptionsSchema>["auth"]): string {
  if ("bearer" in auth) return `Bearer ${auth.bearer}`;
  return `Basic ${Buffer.from(`${auth.user}:${auth.pass}`, "utf8").toString("base64")}`;
}
