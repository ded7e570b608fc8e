import { defaultSeed } from "./default-seed.js";
import type { FieldSeed, IssueSeed, JiraKind, JiraSeed, PersonSeed, TransitionSeed } from "./seeds.js";
import {
  type CustomField,
  fieldNamed,
  findIssue,
  named,
  newId,
  type Person,
  personNamed,
  projectKeyOf,
  type StoredIssue,
  type World,
} from "./world.js";

/** The state of a local Jira at its start: the seed over the defaults. */
export function createWorld(kind: JiraKind, given: JiraSeed, pageSize: number): World {
  const seed = { ...defaultSeed, ...given };
  const statuses = seed.statuses.map((status, index) => ({ ...status, id: String(index + 1) }));
  const world: World = {
    kind,
    projects: new Map(),
    people: seed.people.map(createPerson),
    accounts: seed.accounts.map((account) => ({
      ...createPerson(account),
      token: account.token,
      projects: account.projects ?? null,
      mayEdit: account.mayEdit ?? true,
    })),
    issueTypes: seed.issueTypes.map(({ name, subtask = false, epic = false }, index) => ({
      id: String(10_001 + index),
      name,
      subtask,
      epic,
    })),
    statuses,
    transitions: [],
    fields: [],
    issues: new Map(),
    keys: new Map(),
    pageSize,
    nextId: 20_000,
  };
  for (const { key, name = key } of seed.projects) world.projects.set(key, { key, name, id: newId(world) });
  for (const field of seed.fields) addField(world, field);
  const transitions: readonly TransitionSeed[] =
    seed.transitions ?? statuses.map(({ name }) => ({ name, to: name }));
  for (const [index, { name, to, from = null, required = [] }] of transitions.entries()) {
    world.transitions.push({
      id: String(11 + index * 10),
      name,
      to: named(statuses, to, "status"),
      from,
      required: required.map((field) => (field === "resolution" ? field : fieldNamed(world, field).id)),
    });
  }
  for (const issue of seed.issues ?? []) addIssue(world, issue);
  return world;
}

export function addField(world: World, seed: FieldSeed): CustomField {
  const field = {
    name: seed.name,
    type: seed.type,
    id: seed.id ?? `customfield_${10_010 + world.fields.length}`,
    options: seed.options ?? [],
    issueTypes: seed.issueTypes ?? null,
    projects: seed.projects ?? null,
    editable: seed.editable ?? true,
  };
  world.fields.push(field);
  return field;
}

export function addIssue(world: World, seed: IssueSeed): StoredIssue {
  if (!world.projects.has(projectKeyOf(seed.key)))
    throw new Error(`The local Jira has no project for ${seed.key}`);
  const parent = seed.parent === undefined ? null : findIssue(world, seed.parent);
  if (seed.parent !== undefined && parent === null)
    throw new Error(`The local Jira has no issue ${seed.parent}`);
  const now = new Date();
  const issue: StoredIssue = {
    id: newId(world),
    key: seed.key,
    summary: seed.summary ?? `Summary of ${seed.key}`,
    description: seed.description ?? null,
    type: named(world.issueTypes, seed.type ?? "Story", "issue type"),
    status: named(world.statuses, seed.status ?? world.statuses[0]!.name, "status"),
    assignee:
      seed.assignee === undefined || seed.assignee === null ? null : personNamed(world, seed.assignee),
    parent: parent?.id ?? null,
    labels: seed.labels ?? [],
    resolution: null,
    values: new Map(
      Object.entries(seed.fields ?? {}).map(([name, value]) => [fieldNamed(world, name).id, value]),
    ),
    comments: [],
    remoteLinks: [],
    created: now,
    updated: now,
  };
  world.issues.set(issue.id, issue);
  world.keys.set(issue.key, issue.id);
  return issue;
}

function createPerson({ displayName, accountId, login, email, assignableIn }: PersonSeed): Person {
  const plain = displayName
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ".");
  return {
    displayName,
    accountId: accountId ?? `712020:${plain}`,
    login: login ?? plain,
    email: email ?? `${plain}@example.com`,
    assignableIn: assignableIn ?? null,
  };
}
