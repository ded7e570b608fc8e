import type { CommentPart } from "../deploys/ports/issue-editor.js";
import type { JiraKind } from "./find-kind.js";
import type { JiraRequest } from "./jira-http.js";

/**
 * A comment of which no word is read as markup. Cloud takes a document, whose texts are nothing but text; Data Center
 * has markup only, in which every character that could mean something is written so that it does not.
 */
export function commentRequest(kind: JiraKind, key: string, parts: readonly CommentPart[]): JiraRequest {
  const path = `/issue/${key}/comment`;
  return kind === "cloud"
    ? { method: "POST", apiVersion: "3", path, body: { body: documentOf(parts) } }
    : { method: "POST", apiVersion: "2", path, body: { body: parts.map(markupOf).join("") } };
}

function documentOf(parts: readonly CommentPart[]): object {
  const content = parts.map((part) =>
    typeof part === "string"
      ? { type: "text", text: part }
      : {
          type: "text",
          text: part.address,
          marks: [{ type: "link", attrs: { href: part.address } }],
        },
  );
  return { type: "doc", version: 1, content: [{ type: "paragraph", content }] };
}

/** Characters that a backslash takes the meaning from. */
const escapable = /[{}[\]*_+^~!|?()-]/g;
/** Those it does not: a double backslash is a line break, a colon makes addresses and smileys, an ampersand these. */
const writtenAsNumber = /[\\&:;@#%<>'`]/g;

function markupOf(part: CommentPart): string {
  if (typeof part !== "string") return `[${part.address}]`;
  return part.replace(/[\s\S]/g, (character) => {
    if (character.match(writtenAsNumber) !== null) return `&#${character.charCodeAt(0)};`;
    return character.replace(escapable, "\\$&");
  });
}
