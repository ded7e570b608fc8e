/** What a local Jira is filled with. Everything has a default, so that a test names only what it is about. */

export type JiraKind = "cloud" | "data-center";

export interface ProjectSeed {
  readonly key: string;
  readonly name?: string;
}

/** Somebody who works with issues. */
export interface PersonSeed {
  readonly displayName: string;
  readonly accountId?: string;
  /** Data Center's login. */
  readonly login?: string;
  readonly email?: string;
  /** The projects whose issues can be assigned to them; default: all. */
  readonly assignableIn?: readonly string[];
}

/** Somebody who may use the API: with e-mail (Data Center: or login) and token, or with the token as bearer. */
export interface AccountSeed extends PersonSeed {
  readonly token: string;
  /** The projects it may see; null: all. */
  readonly projects?: readonly string[] | null;
  readonly mayEdit?: boolean;
}

export type FieldType =
  | "select"
  | "multi-select"
  | "cascading"
  | "text"
  | "textarea"
  | "number"
  | "date"
  | "datetime"
  | "labels"
  | "user";

export interface FieldSeed {
  readonly name: string;
  readonly type: FieldType;
  /** Default: the next free customfield_ number. */
  readonly id?: string;
  /** Names of options; a cascading child is written "Parent - Child". */
  readonly options?: readonly string[];
  /** The issue types and projects on whose screens it is; default: all. Elsewhere it is absent. */
  readonly issueTypes?: readonly string[];
  readonly projects?: readonly string[];
  /** Whether it is on the edit screen as well. Default: true. */
  readonly editable?: boolean;
}

export interface IssueTypeSeed {
  readonly name: string;
  readonly subtask?: boolean;
  readonly epic?: boolean;
}

export interface StatusSeed {
  readonly name: string;
  readonly category: "new" | "indeterminate" | "done";
}

export interface TransitionSeed {
  readonly name: string;
  readonly to: string;
  /** Statuses it starts from; default: any. */
  readonly from?: readonly string[];
  /** Names or ids of fields that its screen demands; "resolution" too. */
  readonly required?: readonly string[];
}

/**
 * A field's value as people say it: the option's name, several for multi-selects, "Parent - Child", a person's
 * display name, a number, a date as "2026-11-20", an instant in ISO 8601, a text; null: empty.
 */
export type PlainValue = string | number | readonly string[] | null;

export interface IssueSeed {
  readonly key: string;
  readonly summary?: string;
  /** Default: Story. */
  readonly type?: string;
  /** Default: the first status. */
  readonly status?: string;
  /** A display name. */
  readonly assignee?: string | null;
  /** Key of the parent: of a sub-task, or the epic of a story. */
  readonly parent?: string;
  readonly labels?: readonly string[];
  readonly description?: string;
  /** By the field's name or id. */
  readonly fields?: Readonly<Record<string, PlainValue>>;
}

export interface JiraSeed {
  readonly projects?: readonly ProjectSeed[];
  readonly people?: readonly PersonSeed[];
  readonly accounts?: readonly AccountSeed[];
  readonly issueTypes?: readonly IssueTypeSeed[];
  readonly statuses?: readonly StatusSeed[];
  /** Default: from anywhere to every status, by the status's name. */
  readonly transitions?: readonly TransitionSeed[];
  readonly fields?: readonly FieldSeed[];
  readonly issues?: readonly IssueSeed[];
}
