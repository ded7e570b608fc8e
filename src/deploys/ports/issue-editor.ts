import type { FieldValue } from "../../checker/snapshot.js";

/** One of the values that a field takes. */
export interface Choice {
  readonly id: string;
  readonly name: string;
}

/** How a value is given: what a form shows for it. */
export type Control =
  | { readonly kind: "select" | "multi-select"; readonly choices: readonly Choice[] }
  | { readonly kind: "text" | "multi-line" | "words" | "number" | "date" | "date-time" | "user" };

export interface EditableField {
  readonly id: string;
  /** As the policy spells it; of a transition's field, Jira's own name. */
  readonly name: string;
  /** Null where the value cannot be given here; `why` says so. */
  readonly control: Control | null;
  /** "is not on the issue's edit screen", as a sentence about the field goes on. */
  readonly why: string;
}

/** A field of the issue with what it says now. */
export interface IssueField extends EditableField {
  readonly value: FieldValue;
  /** What the control begins with: ids of choices or of a person, or a text. */
  readonly input: readonly string[];
  /** The person's name where the control is for one. */
  readonly person: string;
}

export interface Transition {
  readonly id: string;
  readonly name: string;
  /** The status that it leads to. */
  readonly to: string;
  /** What has to be filled in on the way. */
  readonly required: readonly EditableField[];
}

/** An issue as it is at this moment, with what may be changed about it. */
export interface EditableIssue {
  /** Its present key. */
  readonly key: string;
  readonly url: string;
  readonly summary: string;
  readonly type: string;
  readonly subtask: boolean;
  readonly status: string;
  readonly fields: readonly IssueField[];
  readonly transitions: readonly Transition[];
}

/** A field with what somebody wants it to say, in the terms of its control: ids of choices or a person, or a text. */
export interface FieldInput {
  readonly field: Pick<EditableField, "id" | "control">;
  readonly input: readonly string[];
}

export type IssueChange =
  | { readonly kind: "fields"; readonly fields: readonly FieldInput[] }
  | { readonly kind: "transition"; readonly id: string; readonly fields: readonly FieldInput[] };

/** A comment's words; an address is shown as a link. None of them is read as markup. */
export type CommentPart = string | { readonly address: string };

/** What became of a change. It is tried once: whether a second attempt is wanted, people say. */
export type WriteOutcome =
  | {
      readonly kind: "written";
      /** Why the comment is not there; null: it is. */
      readonly uncommented: string | null;
    }
  /** Nothing was changed. In the tracker's own words, in all and by the field's id. */
  | {
      readonly kind: "refused";
      readonly messages: readonly string[];
      readonly errors: Readonly<Record<string, string>>;
    }
  /** No answer that says so: it may have been changed or not. */
  | { readonly kind: "unknown"; readonly why: string };

/** Where issues are tracked, for changing them. Reading throws as {@link IssueTracker} does. */
export interface IssueEditor {
  /** `fields`: names or ids as the policy writes them. Null: there is no such issue, or it may not be read. */
  read(key: string, fields: readonly string[]): Promise<EditableIssue | null>;
  /** People whose name is like the words and to whom the issue can be assigned, at most 20. */
  findPeople(key: string, words: string): Promise<readonly Choice[]>;
  /** Changes the issue and says so in a comment. Never throws for what the tracker or the network does. */
  change(key: string, change: IssueChange, comment: readonly CommentPart[]): Promise<WriteOutcome>;
}
