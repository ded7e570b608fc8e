import type { Identity } from "./authenticate.js";
import type { Editor } from "./editor.js";
import { type Answer, type Endpoint, objectOf, refuse } from "./endpoint.js";
import { issueEndpoints } from "./issue-endpoints.js";
import { searchEndpoints } from "./search-endpoints.js";
import { siteEndpoints } from "./site-endpoints.js";
import type { View } from "./view.js";

const endpoints: readonly Endpoint[] = [...searchEndpoints, ...siteEndpoints, ...issueEndpoints];

/** Answers one call of the REST API. */
export function serveApi(call: {
  readonly view: View;
  readonly editor: Editor;
  readonly identity: Identity;
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly issueErrors: ReadonlySet<string>;
}): Answer {
  const { world } = call.view;
  const matched = /^\/rest\/api\/(2|3|latest)(\/.*)$/.exec(call.path);
  const [version, rest] = [matched?.[1], matched?.[2]];
  if (rest === undefined || (version === "3" && world.kind === "data-center")) return { status: 404 };
  // Data Center turns a wrong credential away; to Cloud its sender is nobody, and sees what nobody may see.
  if (call.identity.rejected && world.kind === "data-center") {
    return {
      ...refuse(401, "You are not authenticated. Authentication required to perform this operation."),
      headers: { "x-seraph-loginreason": "AUTHENTICATED_FAILED" },
    };
  }
  for (const { method, path, kind = world.kind, handle } of endpoints) {
    const params = path.exec(rest);
    if (params === null || method !== call.method || kind !== world.kind) continue;
    return handle({
      world,
      view: { ...call.view, version: version === "3" ? "3" : "2" },
      editor: call.editor,
      account: call.identity.account,
      query: call.query,
      body: objectOf(call.body),
      params: params.slice(1),
      issueErrors: call.issueErrors,
    });
  }
  return refuse(404, `No endpoint ${call.method} ${rest}`);
}
