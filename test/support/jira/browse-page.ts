import { allFields } from "./render.js";
import type { View } from "./view.js";
import { isOnScreen, type StoredIssue } from "./world.js";

/** An issue for people: enough to see it and to put it right. */
export function browsePage(view: View, issue: StoredIssue): string {
  const { world } = view;
  const action = `${view.baseUrl}/browse/${issue.key}`;
  const selects = world.fields
    .filter((field) => field.type === "select" && isOnScreen(field, issue))
    .map((field) =>
      select(field.name, field.id, ["", ...field.options], String(issue.values.get(field.id) ?? "")),
    );
  const status = select(
    "Status",
    "status",
    world.statuses.map(({ name }) => name),
    issue.status.name,
  );
  const description = allFields({ ...view, version: "2" }, issue)["description"];
  return page(
    `${issue.key} ${issue.summary}`,
    `<p>${escape(issue.type.name)} · ${escape(issue.assignee?.displayName ?? "Unassigned")}</p>
<p>${escape(typeof description === "string" ? description : "")}</p>
<form method="post" action="${escape(action)}">${status}${selects.join("")}<p><button>Save</button></p></form>`,
  );
}

/** What a search found, for people. */
export function searchPage(view: View, issues: readonly StoredIssue[], jql: string): string {
  const items = issues.map(
    ({ key, summary, status }) =>
      `<li><a href="${escape(`${view.baseUrl}/browse/${key}`)}">${key}</a> ${escape(summary)} · ${escape(status.name)}</li>`,
  );
  return page("Issues", `<p><code>${escape(jql)}</code></p><ul>${items.join("")}</ul>`);
}

function select(label: string, name: string, options: readonly string[], selected: string): string {
  const choices = options.map(
    (option) =>
      `<option${option === selected ? " selected" : ""} value="${escape(option)}">${escape(option)}</option>`,
  );
  return `<p><label>${escape(label)} <select name="${escape(name)}">${choices.join("")}</select></label></p>`;
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escape(title)} - Local Jira</title><style>body{font:16px/1.5 system-ui;max-width:40rem;margin:2rem auto;padding:0 1rem}</style>
<h1>${escape(title)}</h1>${body}</html>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
