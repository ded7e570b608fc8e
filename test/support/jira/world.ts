import type {
  AccountSeed,
  FieldSeed,
  FieldType,
  JiraKind,
  PlainValue,
  ProjectSeed,
  StatusSeed,
} from "./seeds.js";

/** The state of a local Jira. Ids are strings of digits, as Jira gives them out. */
export interface World {
  readonly kind: JiraKind;
  readonly projects: Map<string, Project>;
  readonly people: Person[];
  readonly accounts: Account[];
  readonly issueTypes: IssueType[];
  readonly statuses: Status[];
  readonly transitions: Transition[];
  readonly fields: CustomField[];
  /** By id, in the order of creation. */
  readonly issues: Map<string, StoredIssue>;
  /** Every key an issue ever had. */
  readonly keys: Map<string, string>;
  /** The most issues that a search puts on one page, whatever it is asked for. */
  readonly pageSize: number;
  nextId: number;
}

export interface Project extends Required<ProjectSeed> {
  readonly id: string;
}

export interface Person {
  readonly displayName: string;
  readonly accountId: string;
  readonly login: string;
  readonly email: string;
  /** Null: all. */
  readonly assignableIn: readonly string[] | null;
}

export interface Account extends Person, Pick<AccountSeed, "token"> {
  /** Null: all. */
  projects: readonly string[] | null;
  mayEdit: boolean;
}

export interface IssueType {
  readonly id: string;
  readonly name: string;
  readonly subtask: boolean;
  readonly epic: boolean;
}

export interface Status extends StatusSeed {
  readonly id: string;
}

export interface Transition {
  readonly id: string;
  readonly name: string;
  readonly to: Status;
  /** Null: any. */
  readonly from: readonly string[] | null;
  /** Ids of fields. */
  readonly required: readonly string[];
}

/** What became of an issue that is done, in the order of their ids. */
export const resolutions = ["Done", "Won't Do"] as const;

export interface CustomField extends Omit<Required<FieldSeed>, "issueTypes" | "projects"> {
  readonly type: FieldType;
  /** Null: all. */
  readonly issueTypes: readonly string[] | null;
  readonly projects: readonly string[] | null;
}

export interface StoredIssue {
  readonly id: string;
  key: string;
  summary: string;
  description: string | null;
  type: IssueType;
  status: Status;
  assignee: Person | null;
  /** Id of the parent issue. */
  parent: string | null;
  labels: readonly string[];
  resolution: (typeof resolutions)[number] | null;
  /** By the field's id. */
  readonly values: Map<string, PlainValue>;
  readonly comments: Comment[];
  readonly remoteLinks: RemoteLink[];
  readonly created: Date;
  updated: Date;
}

export interface Comment {
  readonly id: string;
  readonly author: Person;
  readonly text: string;
  readonly created: Date;
}

export interface RemoteLink {
  readonly id: number;
  readonly globalId: string | null;
  readonly object: Record<string, unknown>;
  readonly relationship: string | null;
}

/** The project key of an issue key. */
export function projectKeyOf(key: string): string {
  return key.slice(0, key.lastIndexOf("-"));
}

/** The next id that nothing else has. */
export function newId(world: World): string {
  return String(world.nextId++);
}

/** An issue by its key, present or former, or by its id. */
export function findIssue(world: World, keyOrId: string): StoredIssue | null {
  const id = world.keys.get(keyOrId.toUpperCase()) ?? keyOrId;
  return world.issues.get(id) ?? null;
}

export function isOnScreen(field: CustomField, issue: StoredIssue): boolean {
  return (
    (field.issueTypes === null || field.issueTypes.includes(issue.type.name)) &&
    (field.projects === null || field.projects.includes(projectKeyOf(issue.key)))
  );
}

/** A thing by its name; throws where there is none, so that a test's slip of the pen does not pass. */
export function named<T extends { readonly name: string }>(
  things: Iterable<T>,
  name: string,
  what: string,
): T {
  for (const thing of things) if (thing.name === name) return thing;
  throw new Error(`The local Jira has no ${what} "${name}"`);
}

export function personNamed(world: World, displayName: string): Person {
  const person = [...world.people, ...world.accounts].find(
    (candidate) => candidate.displayName === displayName,
  );
  if (person === undefined) throw new Error(`The local Jira knows nobody named "${displayName}"`);
  return person;
}

/** A field by id or name; where a name is taken twice, the first. */
export function fieldNamed(world: World, nameOrId: string): CustomField {
  const field = world.fields.find(({ id, name }) => id === nameOrId || name === nameOrId);
  if (field === undefined) throw new Error(`The local Jira has no field "${nameOrId}"`);
  return field;
}
