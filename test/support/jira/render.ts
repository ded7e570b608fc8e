import { toAdf } from "./adf.js";
import { instant } from "./instant.js";
import { renderPerson } from "./render-person.js";
import { renderValue } from "./render-value.js";
import { link, type View } from "./view.js";
import {
  type Comment,
  type CustomField,
  type IssueType,
  isOnScreen,
  projectKeyOf,
  resolutions,
  type Status,
  type StoredIssue,
} from "./world.js";

const categories = {
  new: { id: 2, key: "new", colorName: "blue-gray", name: "To Do" },
  indeterminate: { id: 4, key: "indeterminate", colorName: "yellow", name: "In Progress" },
  done: { id: 3, key: "done", colorName: "green", name: "Done" },
} as const;

export function renderStatus(view: View, status: Status): object {
  const category = categories[status.category];
  return {
    self: link(view, `status/${status.id}`),
    description: "",
    iconUrl: `${view.baseUrl}/images/icons/status.png`,
    name: status.name,
    id: status.id,
    statusCategory: { self: link(view, `statuscategory/${category.id}`), ...category },
  };
}

function renderType(view: View, type: IssueType): object {
  return {
    self: link(view, `issuetype/${type.id}`),
    id: type.id,
    description: "",
    iconUrl: `${view.baseUrl}/images/icons/issuetype.png`,
    name: type.name,
    subtask: type.subtask,
    ...(view.world.kind === "cloud" ? { hierarchyLevel: type.subtask ? -1 : type.epic ? 1 : 0 } : {}),
  };
}

export function renderProject(view: View, key: string): object {
  const project = view.world.projects.get(key);
  if (project === undefined) throw new Error(`The local Jira has no project ${key}`);
  return {
    self: link(view, `project/${project.id}`),
    id: project.id,
    key: project.key,
    name: project.name,
    projectTypeKey: "software",
    ...(view.world.kind === "cloud" ? { simplified: false } : {}),
  };
}

export function renderComment(view: View, issue: StoredIssue, comment: Comment): object {
  return {
    self: link(view, `issue/${issue.id}/comment/${comment.id}`),
    id: comment.id,
    author: renderPerson(view, comment.author),
    updateAuthor: renderPerson(view, comment.author),
    body: richText(view, comment.text),
    created: instant(comment.created),
    updated: instant(comment.created),
  };
}

function richText(view: View, text: string | null): unknown {
  return text === null || view.version === "2" ? text : toAdf(text);
}

/** Every field that is on the issue's screen; what has no value is null or empty, what is not there is left out. */
export function allFields(view: View, issue: StoredIssue): Record<string, unknown> {
  const { world } = view;
  const parent = issue.parent === null ? undefined : world.issues.get(issue.parent);
  // On Data Center only sub-tasks have a parent; a story names its epic in a custom field.
  const showParent = parent !== undefined && (world.kind === "cloud" || issue.type.subtask);
  return {
    summary: issue.summary,
    status: renderStatus(view, issue.status),
    issuetype: renderType(view, issue.type),
    project: renderProject(view, projectKeyOf(issue.key)),
    assignee: issue.assignee === null ? null : renderPerson(view, issue.assignee),
    description: richText(view, issue.description),
    labels: issue.labels,
    priority: { self: link(view, "priority/3"), name: "Medium", id: "3" },
    resolution:
      issue.resolution === null
        ? null
        : { id: String(resolutions.indexOf(issue.resolution) + 1), name: issue.resolution },
    fixVersions: [],
    created: instant(issue.created),
    updated: instant(issue.updated),
    ...(showParent ? { parent: renderParent(view, parent) } : {}),
    ...(world.kind === "data-center" && !issue.type.subtask && !issue.type.epic
      ? { [epicLinkField]: parent?.key ?? null }
      : {}),
    ...Object.fromEntries(
      world.fields
        .filter((field) => isOnScreen(field, issue))
        .map((field) => [field.id, renderValue(view, field, issue.values.get(field.id) ?? null)]),
    ),
  };
}

/** Data Center's custom field for a story's epic. */
export const epicLinkField = "customfield_10008";

function renderParent(view: View, parent: StoredIssue): object {
  return {
    id: parent.id,
    key: parent.key,
    self: link(view, `issue/${parent.id}`),
    fields: {
      summary: parent.summary,
      status: renderStatus(view, parent.status),
      issuetype: renderType(view, parent.type),
    },
  };
}

/** An issue with the fields that were asked for: ids, or *all and *navigable. */
export function renderIssue(
  view: View,
  issue: StoredIssue,
  asked: readonly string[],
): Record<string, unknown> {
  const all = allFields(view, issue);
  const everything = asked.some((name) => name === "*all" || name === "*navigable");
  const fields = everything
    ? all
    : Object.fromEntries(Object.entries(all).filter(([id]) => asked.includes(id)));
  return {
    expand: "renderedFields,names,schema",
    id: issue.id,
    self: link(view, `issue/${issue.id}`),
    key: issue.key,
    fields,
  };
}

const schemas: Readonly<Record<CustomField["type"], { type: string; items?: string; custom: string }>> = {
  select: { type: "option", custom: "select" },
  "multi-select": { type: "array", items: "option", custom: "multiselect" },
  cascading: { type: "option-with-child", custom: "cascadingselect" },
  text: { type: "string", custom: "textfield" },
  textarea: { type: "string", custom: "textarea" },
  number: { type: "number", custom: "float" },
  date: { type: "date", custom: "datepicker" },
  datetime: { type: "datetime", custom: "datetime" },
  labels: { type: "array", items: "string", custom: "labels" },
  user: { type: "user", custom: "userpicker" },
};

export function renderFieldSchema(field: CustomField): object {
  const { custom, ...schema } = schemas[field.type];
  return {
    ...schema,
    custom: `com.atlassian.jira.plugin.system.customfieldtypes:${custom}`,
    customId: Number(field.id.replace(/\D/g, "")),
  };
}
