import {
  type Call,
  type Endpoint,
  maySeeProject,
  noSuchIssue,
  ok,
  refuse,
  visibleIssue,
} from "./endpoint.js";
import { instant } from "./instant.js";
import { projectKeyOf } from "./world.js";
import { epicLinkField, renderFieldSchema, renderProject } from "./render.js";
import { renderPerson } from "./render-person.js";

/** Calls about the site and the account. */
export const siteEndpoints: readonly Endpoint[] = [
  {
    method: "GET",
    path: /^\/myself$/,
    handle: ({ account, view }) =>
      account === null
        ? refuse(401, "You are not authenticated. Authentication required to perform this operation.")
        : ok(renderPerson(view, account)),
  },
  {
    method: "GET",
    path: /^\/serverInfo$/,
    handle: ({ view, world }) =>
      ok({
        baseUrl: view.baseUrl,
        version: world.kind === "cloud" ? "1001.0.0-SNAPSHOT" : "10.3.12",
        versionNumbers: world.kind === "cloud" ? [1001, 0, 0] : [10, 3, 12],
        deploymentType: world.kind === "cloud" ? "Cloud" : "Server",
        buildNumber: 100_300,
        buildDate: "2025-12-01T00:00:00.000+0000",
        serverTime: instant(new Date()),
        scmInfo: "local",
        serverTitle: "Local Jira",
      }),
  },
  {
    method: "GET",
    path: /^\/user\/assignable\/search$/,
    handle: (call) => {
      const { account, query, view, world } = call;
      const name = world.kind === "cloud" ? "query" : "username";
      const words = query.get(name)?.toLowerCase();
      if (account === null) return refuse(401, "Authentication required to perform this operation.");
      if (words === undefined) return refuse(400, `The ${name} query parameter was not provided`);
      const issue = visibleIssue(call, query.get("issueKey") ?? "");
      if (issue === null) return noSuchIssue;
      const found = world.people.filter(
        ({ displayName, login, email, assignableIn }) =>
          assignableIn?.includes(projectKeyOf(issue.key)) !== false &&
          [...displayName.split(" "), displayName, login, email].some((text) =>
            text.toLowerCase().startsWith(words),
          ),
      );
      return ok(
        found.slice(0, Number(query.get("maxResults") ?? 50)).map((person) => renderPerson(view, person)),
      );
    },
  },
  { method: "GET", path: /^\/field$/, handle: (call) => ok(fields(call)) },
  {
    method: "GET",
    path: /^\/mypermissions$/,
    handle: ({ account, query }) => {
      const asked = query.get("permissions")?.split(",") ?? [];
      if (asked.length === 0) return refuse(400, "The 'permissions' query parameter is required.");
      const project = query.get("projectKey") ?? query.get("issueKey")?.replace(/-\d+$/, "") ?? null;
      const sees = account !== null && (project === null || maySeeProject(account, project));
      const permissions = asked.map((key) => {
        const havePermission = sees && (key === "BROWSE_PROJECTS" || account.mayEdit);
        return [key, { id: "10", key, name: key, type: "PROJECT", description: "", havePermission }];
      });
      return ok({ permissions: Object.fromEntries(permissions) as object });
    },
  },
  {
    method: "GET",
    path: /^\/project\/search$/,
    kind: "cloud",
    handle: (call) => {
      const keys = call.query.getAll("keys");
      const all = projects(call).filter((key) => keys.length === 0 || keys.includes(key));
      const start = Number(call.query.get("startAt") ?? 0);
      const size = Number(call.query.get("maxResults") ?? 50);
      return ok({
        self: `${call.view.baseUrl}/rest/api/${call.view.version}/project/search`,
        maxResults: size,
        startAt: start,
        total: all.length,
        isLast: start + size >= all.length,
        values: all.slice(start, start + size).map((key) => renderProject(call.view, key)),
      });
    },
  },
  {
    method: "GET",
    path: /^\/project$/,
    kind: "data-center",
    handle: (call) => ok(projects(call).map((key) => renderProject(call.view, key))),
  },
];

function projects({ world, account }: Call): readonly string[] {
  return [...world.projects.keys()].filter((key) => maySeeProject(account, key));
}

const systemFields = [
  ["summary", "Summary", "string"],
  ["status", "Status", "status"],
  ["issuetype", "Issue Type", "issuetype"],
  ["project", "Project", "project"],
  ["assignee", "Assignee", "user"],
  ["description", "Description", "string"],
  ["labels", "Labels", "array"],
  ["priority", "Priority", "priority"],
  ["resolution", "Resolution", "resolution"],
  ["created", "Created", "datetime"],
  ["updated", "Updated", "datetime"],
] as const;

/** To an account that it does not know Jira shows the system's fields only. */
function fields({ world, account }: Call): readonly object[] {
  const system = systemFields.map(([id, name, type]) => ({
    id,
    key: id,
    name,
    custom: false,
    orderable: true,
    navigable: true,
    searchable: true,
    clauseNames: [id],
    schema: { type, system: id },
  }));
  const custom = world.fields.map((field) => ({
    id: field.id,
    name: field.name,
    schema: renderFieldSchema(field),
  }));
  const epicLink = { id: epicLinkField, name: "Epic Link", schema: { type: "any", custom: "gh-epic-link" } };
  const shown = account === null ? [] : [...custom, ...(world.kind === "data-center" ? [epicLink] : [])];
  return [
    ...system,
    ...shown.map(({ id, name, schema }) => ({
      id,
      ...(world.kind === "cloud" ? { key: id } : {}),
      name,
      custom: true,
      orderable: true,
      navigable: true,
      searchable: true,
      clauseNames: [`cf[${id.replace(/\D/g, "")}]`, name],
      schema,
    })),
  ];
}
