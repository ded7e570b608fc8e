import type { IncomingMessage, ServerResponse } from "node:http";
import { browsePage, searchPage } from "./browse-page.js";
import type { Editor } from "./editor.js";
import { searchByJql } from "./jql/search.js";
import { JqlError } from "./jql/tokens.js";
import type { View } from "./view.js";
import { findIssue } from "./world.js";

/** The pages in a browser: an issue, which can be edited, and what a search finds. Everybody may see everything. */
export function servePeople(
  {
    view,
    editor,
    path,
    query,
    request,
    text,
  }: {
    readonly view: View;
    readonly editor: Editor;
    readonly path: string;
    readonly query: URLSearchParams;
    readonly request: IncomingMessage;
    readonly text: string;
  },
  response: ServerResponse,
): void {
  const key = /^\/browse\/([A-Za-z0-9_]+-\d+)$/.exec(path)?.[1];
  const issue = key === undefined ? null : findIssue(view.world, key);
  if (issue !== null && request.method === "POST") {
    for (const [name, value] of new URLSearchParams(text)) {
      if (name === "status" && value !== issue.status.name) editor.setStatus(issue.key, value);
      else if (name !== "status" && value !== (issue.values.get(name) ?? "")) {
        editor.setField(issue.key, name, value === "" ? null : value);
      }
    }
    response.writeHead(303, { location: `${view.baseUrl}/browse/${issue.key}` }).end();
    return;
  }
  if (issue !== null) {
    sendPage(response, 200, browsePage(view, issue));
    return;
  }
  if (path === "" || path === "/") {
    sendSearch(view, "ORDER BY key", response);
    return;
  }
  if (/^\/issues\/?$/.test(path)) {
    sendSearch(view, query.get("jql") ?? "", response);
    return;
  }
  sendPage(response, 404, "<h1>Not found</h1>");
}

function sendSearch(view: View, jql: string, response: ServerResponse): void {
  try {
    const { issues } = searchByJql(view.world, jql, { validate: true, visible: () => true });
    sendPage(response, 200, searchPage(view, issues, jql));
  } catch (error) {
    if (!(error instanceof JqlError)) throw error;
    sendPage(response, 400, searchPage(view, [], error.message));
  }
}

function sendPage(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, { "content-type": "text/html;charset=UTF-8" }).end(html);
}
