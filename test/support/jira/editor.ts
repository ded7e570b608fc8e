import { addField, addIssue } from "./create-world.js";
import { instant } from "./instant.js";
import { renderIssue } from "./render.js";
import { renderPerson } from "./render-person.js";
import type { FieldSeed, IssueSeed, PlainValue } from "./seeds.js";
import type { View } from "./view.js";
import type { Webhooks } from "./webhooks.js";
import {
  type CustomField,
  fieldNamed,
  findIssue,
  named,
  newId,
  type Person,
  personNamed,
  type Project,
  projectKeyOf,
  type RemoteLink,
  type StoredIssue,
} from "./world.js";

/** What people do to issues. Every change emits Jira's webhook. Unknown names throw. */
export interface Editor {
  create(issue: IssueSeed): void;
  setSummary(key: string, summary: string): void;
  setStatus(key: string, status: string): void;
  /** `field`: name or id. */
  setField(key: string, field: string, value: PlainValue): void;
  setAssignee(key: string, displayName: string | null): void;
  setType(key: string, type: string): void;
  /** Moves the issue to another project; the old key goes on to work. Returns the new key. */
  move(key: string, newKey: string): string;
  delete(key: string): void;
  comment(key: string, text: string, author?: Person): { readonly id: string };
  addRemoteLink(
    key: string,
    link: Omit<RemoteLink, "id">,
  ): { readonly id: number; readonly created: boolean };
  addProject(key: string, name?: string): void;
  addField(field: FieldSeed): CustomField;
}

interface ChangeItem {
  readonly field: string;
  readonly fieldId: string;
  readonly from: string | null;
  readonly fromString: string | null;
  readonly to: string | null;
  readonly toString: string | null;
}

export function createEditor(view: View, webhooks: Webhooks): Editor {
  const { world } = view;

  function get(key: string): StoredIssue {
    const issue = findIssue(world, key);
    if (issue === null) throw new Error(`The local Jira has no issue ${key}`);
    return issue;
  }

  function emit(event: string, issue: StoredIssue, items: readonly ChangeItem[]): void {
    const user = world.accounts[0] ?? world.people[0];
    webhooks.emit(event, {
      ...(user === undefined ? {} : { user: renderPerson(view, user) }),
      issue_event_type_name: event === "jira:issue_created" ? "issue_created" : "issue_generic",
      issue: renderIssue(view, issue, ["*all"]),
      ...(items.length === 0 ? {} : { changelog: { id: newId(world), items } }),
    });
  }

  function change(
    issue: StoredIssue,
    field: string,
    fieldId: string,
    from: string | null,
    to: string | null,
  ): void {
    issue.updated = new Date();
    emit("jira:issue_updated", issue, [
      { field, fieldId, from: null, fromString: from, to: null, toString: to },
    ]);
  }

  return {
    create: (seed) => emit("jira:issue_created", addIssue(world, seed), []),
    setSummary(key, summary) {
      const issue = get(key);
      const before = issue.summary;
      issue.summary = summary;
      change(issue, "summary", "summary", before, summary);
    },
    setStatus(key, status) {
      const issue = get(key);
      const before = issue.status.name;
      issue.status = named(world.statuses, status, "status");
      change(issue, "status", "status", before, status);
    },
    setField(key, nameOrId, value) {
      const issue = get(key);
      const field = fieldNamed(world, nameOrId);
      const before = issue.values.get(field.id) ?? null;
      issue.values.set(field.id, value);
      change(issue, field.name, field.id, plainText(before), plainText(value));
    },
    setAssignee(key, displayName) {
      const issue = get(key);
      const before = issue.assignee?.displayName ?? null;
      issue.assignee = displayName === null ? null : personNamed(world, displayName);
      change(issue, "assignee", "assignee", before, displayName);
    },
    setType(key, type) {
      const issue = get(key);
      const before = issue.type.name;
      issue.type = named(world.issueTypes, type, "issue type");
      change(issue, "issuetype", "issuetype", before, type);
    },
    move(key, newKey) {
      const issue = get(key);
      const before = issue.key;
      const [from, to] = [projectOf(before), projectOf(newKey)];
      issue.key = newKey;
      issue.updated = new Date();
      world.keys.set(newKey, issue.id);
      emit("jira:issue_updated", issue, [
        {
          field: "project",
          fieldId: "project",
          from: from.id,
          fromString: from.name,
          to: to.id,
          toString: to.name,
        },
        { field: "Key", fieldId: "", from: null, fromString: before, to: null, toString: newKey },
      ]);
      return newKey;
    },
    delete(key) {
      const issue = get(key);
      emit("jira:issue_deleted", issue, []);
      world.issues.delete(issue.id);
      for (const [known, id] of world.keys) if (id === issue.id) world.keys.delete(known);
    },
    comment(key, text, author) {
      const issue = get(key);
      const by = author ?? world.accounts[0] ?? world.people[0];
      if (by === undefined) throw new Error("The local Jira knows nobody who could comment");
      const comment = { id: newId(world), author: by, text, created: new Date() };
      issue.comments.push(comment);
      webhooks.emit("comment_created", {
        comment: { id: comment.id, body: text, created: instant(comment.created) },
        issue: renderIssue(view, issue, ["summary", "issuetype", "project", "assignee", "status"]),
      });
      return { id: comment.id };
    },
    addRemoteLink(key, link) {
      const { remoteLinks } = get(key);
      const known = remoteLinks.findIndex(({ globalId }) => globalId !== null && globalId === link.globalId);
      const id = known === -1 ? Number(newId(world)) : remoteLinks[known]!.id;
      if (known === -1) remoteLinks.push({ id, ...link });
      else remoteLinks[known] = { id, ...link };
      return { id, created: known === -1 };
    },
    addProject(key, name = key) {
      world.projects.set(key, { key, name, id: newId(world) });
    },
    addField: (field) => addField(world, field),
  };

  function projectOf(key: string): Project {
    const project = world.projects.get(projectKeyOf(key));
    if (project === undefined) throw new Error(`The local Jira has no project for ${key}`);
    return project;
  }
}

function plainText(value: PlainValue): string | null {
  if (value === null) return null;
  return typeof value === "object" ? value.join(", ") : String(value);
}
