import type { Editor } from "./editor.js";
import type { JiraKind } from "./seeds.js";
import type { View } from "./view.js";
import { type Account, findIssue, projectKeyOf, type StoredIssue, type World } from "./world.js";

/** A request as the endpoints see it. */
export interface Call {
  readonly world: World;
  readonly view: View;
  readonly editor: Editor;
  /** Null: anonymous, because nothing or something wrong was sent. */
  readonly account: Account | null;
  readonly query: URLSearchParams;
  /** The JSON that was sent; an empty object where none was. */
  readonly body: Readonly<Record<string, unknown>>;
  /** The parts of the path that the endpoint left open. */
  readonly params: readonly string[];
  /** Keys that a fault wants answered with `issueErrors`. */
  readonly issueErrors: ReadonlySet<string>;
}

export interface Answer {
  readonly status: number;
  /** Undefined: no body. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Endpoint {
  readonly method: "GET" | "POST" | "PUT";
  /** Below /rest/api/<version>. */
  readonly path: RegExp;
  /** Default: both. */
  readonly kind?: JiraKind;
  readonly handle: (call: Call) => Answer;
}

export const ok = (body: unknown): Answer => ({ status: 200, body });

/** An error in Jira's form. */
export function refuse(
  status: number,
  message: string,
  errors: Readonly<Record<string, string>> = {},
): Answer {
  return { status, body: { errorMessages: message === "" ? [] : [message], errors } };
}

export function maySee(account: Account | null, issue: Pick<StoredIssue, "key">): boolean {
  return account !== null && maySeeProject(account, projectKeyOf(issue.key));
}

export function maySeeProject(account: Account | null, project: string): boolean {
  return account !== null && (account.projects?.includes(project) ?? true);
}

/** The issue for a key that the account may see. */
export function visibleIssue({ world, account }: Call, key: string): StoredIssue | null {
  const issue = findIssue(world, key);
  return issue !== null && maySee(account, issue) ? issue : null;
}

/** What Jira says of an issue that is not there and of one that must not be seen: the same. */
export const noSuchIssue = refuse(404, "Issue does not exist or you do not have permission to see it.");

export function stringList(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

export function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}
