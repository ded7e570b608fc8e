import { oneLine } from "../checker/one-line.js";
import { quote } from "../checker/quote.js";
import type { FieldValue } from "../checker/snapshot.js";
import { lastPolicy } from "../deploys/last-policy.js";
import type { CheckQueue } from "../deploys/ports/check-queue.js";
import type { Clock } from "../deploys/ports/clock.js";
import type {
  Choice,
  CommentPart,
  FieldInput,
  IssueChange,
  IssueEditor,
} from "../deploys/ports/issue-editor.js";
import type { Repository } from "../deploys/ports/repository.js";
import type { Store } from "../deploys/ports/store.js";
import { readValue, type TypedValue } from "./fix-issue-input.js";
import { type Fixes, fixesOf } from "./fix-issue-offers.js";
import { createTurns } from "./fix-issue-turns.js";
import { allows } from "./permission.js";
import type { Person } from "./person.js";
import type { PermissionSource } from "./ports/permission-source.js";

/** An issue of a head of a target, and who puts it right. */
export interface FixPlace {
  readonly repository: Repository;
  readonly target: string;
  readonly sha: string;
  /** The full ref that is evaluated again at once. */
  readonly ref: string;
  /** As the report has it. */
  readonly key: string;
  readonly person: Person;
  /** The deploy's page, for the comment. */
  readonly address: string;
}

/** What somebody wants to be otherwise. `seen`: how it was on their page, in the words of {@link seenValue}. */
export type FixWish =
  | { readonly kind: "field"; readonly field: string; readonly typed: TypedValue; readonly seen: string }
  | {
      readonly kind: "move";
      readonly transition: string;
      /** By the field's id. */
      readonly typed: ReadonlyMap<string, TypedValue>;
      /** The status. */
      readonly seen: string;
    };

export type FixView =
  | { readonly kind: "open"; readonly fixes: Fixes }
  /** The person may not, or nobody may; why, in a sentence. `url`: where the issue is, if that is known. */
  | { readonly kind: "refused"; readonly why: string; readonly url: string | null }
  /** It is no issue of this deploy. */
  | { readonly kind: "gone" };

export type FixOutcome =
  | Exclude<FixView, { kind: "open" }>
  /** `uncommented`: why Jira has no comment that says so; null: it has. */
  | { readonly kind: "done"; readonly did: string; readonly uncommented: string | null; readonly url: string }
  /** Jira has something else than the page showed; nothing was done. */
  | { readonly kind: "stale"; readonly fixes: Fixes; readonly changed: string }
  /** Nothing was done: mistakes of ours, or what Jira refuses in its own words, by the field's id. */
  | {
      readonly kind: "invalid";
      readonly fixes: Fixes;
      readonly byJira: boolean;
      readonly messages: readonly string[];
      readonly errors: Readonly<Record<string, string>>;
    }
  | { readonly kind: "unknown"; readonly did: string; readonly why: string; readonly url: string };

/**
 * Who puts an issue right from the page. Each asks GitHub first, and Jira what is so at this moment.
 * @throws SourceUnavailable of GitHub or of Jira: then nothing was done
 */
export interface FixDesk {
  open(place: FixPlace): Promise<FixView>;
  /** People to whom the issue can be assigned, by their name, for a field that is offered and takes one. */
  find(
    place: FixPlace,
    field: string,
    words: string,
  ): Promise<{ readonly view: FixView; readonly people: readonly Choice[] }>;
  put(place: FixPlace, wish: FixWish): Promise<FixOutcome>;
}

/** A change that was read and found right. */
interface Ready {
  readonly kind: "ready";
  readonly change: IssueChange;
  /** 'Set Risk to "low"' */
  readonly did: string;
}

const longestSaid = 200;

/** A field's value as a form carries it, so that it can be compared with what it is then. */
export function seenValue(value: FieldValue): string {
  return JSON.stringify(value.state === "value" ? value.texts : []);
}

export function createFixDesk(parts: {
  readonly store: Pick<Store, "report" | "governingPolicy" | "appendAudit">;
  readonly permissions: Pick<PermissionSource, "permissionOf">;
  readonly editor: IssueEditor;
  readonly queue: Pick<CheckQueue, "request">;
  readonly clock: Clock;
}): FixDesk {
  const { store, permissions, editor, queue, clock } = parts;
  const inTurn = createTurns();

  async function open({ repository, target: name, sha, key, person }: FixPlace): Promise<FixView> {
    const report = await store.report(repository.id, name, sha);
    const shown = report?.issues.find((issue) => issue.key === key);
    if (shown === undefined) return { kind: "gone" };
    const refuse = (why: string): FixView => ({ kind: "refused", why, url: shown.url });
    const { policy } = lastPolicy(await store.governingPolicy(repository.id)) ?? {};
    const target = policy?.targets.find((one) => one.name === name);
    if (target === undefined || (!target.fixes.transitions && target.fixes.fields.length === 0))
      return refuse("The policy does not let issues be put right from here.");
    if (!allows(await permissions.permissionOf(repository, person), "write"))
      return refuse("Only those who have write access to the repository may put its issues right from here.");
    const { issues } = target.rules;
    const asked = issues.fields.map(({ field }) => field);
    const issue = await editor.read(shown.movedTo ?? shown.key, asked);
    if (issue === null)
      return refuse("Jira has no such issue any more, or the service's account may not see it.");
    return { kind: "open", fixes: fixesOf(issue, issues, target.fixes) };
  }

  async function putNow(place: FixPlace, wish: FixWish): Promise<FixOutcome> {
    const view = await open(place);
    if (view.kind !== "open") return view;
    const { fixes } = view;
    const { key, url } = fixes.issue;
    const read = wish.kind === "field" ? await readField(fixes, wish) : await readMove(fixes, wish);
    if (read.kind !== "ready") return read;
    const { change, did } = read;
    const outcome = await editor.change(key, change, commentOf(place, did));
    if (outcome.kind === "refused") {
      const { messages, errors } = outcome;
      return { kind: "invalid", fixes, byJira: true, messages, errors };
    }
    await Promise.all([audit(place, { key, did, outcome: outcome.kind }), recheck(place)]);
    return outcome.kind === "written"
      ? { kind: "done", did, uncommented: outcome.uncommented, url }
      : { kind: "unknown", did, why: outcome.why, url };
  }

  async function readField(
    fixes: Fixes,
    { field: id, typed, seen }: Extract<FixWish, { kind: "field" }>,
  ): Promise<Ready | FixOutcome> {
    const { issue } = fixes;
    const field = issue.fields.find((one) => one.id === id);
    if (field === undefined)
      return { kind: "refused", why: "The policy does not ask for this field any more.", url: issue.url };
    const name = oneLine(field.name);
    const now = field.value.state === "value" ? quote(field.value.texts.join(", ")) : "empty";
    if (seenValue(field.value) !== seen)
      return { kind: "stale", fixes, changed: `Meanwhile somebody has changed it: ${name} is ${now} now.` };
    const fix = fixes.fields.find((one) => one.field.id === id);
    if (fix === undefined)
      return { kind: "stale", fixes, changed: `${name} is ${now}, which the policy allows by now.` };
    if (fix.control === null || field.control === null)
      return { kind: "refused", why: fix.why, url: issue.url };
    const value = readValue(fix.control, typed, {
      rule: fix.rule,
      people: await peopleFor(issue.key, fix.control, typed),
    });
    if ("error" in value)
      return { kind: "invalid", fixes, byJira: false, messages: [], errors: { [id]: value.error } };
    const change: IssueChange = { kind: "fields", fields: [{ field, input: value.input }] };
    return { kind: "ready", change, did: `Set ${name} to ${quote(value.said, longestSaid)}` };
  }

  async function readMove(
    fixes: Fixes,
    { transition: id, typed, seen }: Extract<FixWish, { kind: "move" }>,
  ): Promise<Ready | FixOutcome> {
    const { issue, status } = fixes;
    if (issue.status !== seen) {
      const changed = `Meanwhile somebody has moved it: ${issue.key} is ${quote(issue.status)} now.`;
      return { kind: "stale", fixes, changed };
    }
    const move = status?.moves.find(({ transition }) => transition.id === id);
    if (move === undefined)
      return {
        kind: "stale",
        fixes,
        changed: "Jira does not offer this move any more, or the policy not this status.",
      };
    if (move.why !== "") return { kind: "refused", why: move.why, url: issue.url };
    const fields: FieldInput[] = [];
    const errors: Record<string, string> = {};
    const said: string[] = [];
    for (const field of move.transition.required) {
      if (field.control === null) continue;
      const given = typed.get(field.id) ?? { input: [], words: "" };
      const people = await peopleFor(issue.key, field.control, given);
      const value = readValue(field.control, given, { rule: null, people });
      if ("error" in value) errors[field.id] = value.error;
      else {
        fields.push({ field, input: value.input });
        said.push(`${oneLine(field.name)} ${quote(value.said, longestSaid)}`);
      }
    }
    if (Object.keys(errors).length > 0)
      return { kind: "invalid", fixes, byJira: false, messages: [], errors };
    const besides = said.length === 0 ? "" : ` with ${said.join(", ")}`;
    return {
      kind: "ready",
      change: { kind: "transition", id, fields },
      did: `Moved from ${quote(issue.status)} to ${quote(move.transition.to)}${besides}`,
    };
  }

  /** Whoever was found a moment ago is found again: the form may say anything. */
  async function peopleFor(
    key: string,
    control: { readonly kind: string },
    { words, input }: TypedValue,
  ): Promise<readonly Choice[]> {
    const isAsked = control.kind === "user" && words.trim() !== "" && input.some((id) => id !== "");
    return isAsked ? editor.findPeople(key, words.trim().slice(0, longestSaid)) : [];
  }

  async function audit(
    { repository, target, sha, person }: FixPlace,
    {
      key,
      did,
      outcome,
    }: { readonly key: string; readonly did: string; readonly outcome: "written" | "unknown" },
  ): Promise<void> {
    await store.appendAudit([
      {
        at: clock.now().toISOString(),
        personId: person.id,
        login: person.login,
        action: outcome === "written" ? "put right in Jira" : "tried to put right in Jira, without an answer",
        repositoryId: repository.id,
        target,
        detail: { subject: key, message: did, sha },
      },
    ]);
  }

  async function recheck({ repository, ref }: FixPlace): Promise<void> {
    await queue.request({ repositoryId: repository.id, ref });
  }

  return {
    open,
    async find(place, field, words) {
      const view = await open(place);
      const isAsked = view.kind === "open" && takesPerson(view.fixes, field);
      return { view, people: isAsked ? await editor.findPeople(view.fixes.issue.key, words) : [] };
    },
    put: (place, wish) => inTurn(place.key, () => putNow(place, wish)),
  };
}

function takesPerson({ fields, status }: Fixes, id: string): boolean {
  const required = (status?.moves ?? []).flatMap(({ transition }) => transition.required);
  const shown = fields.map(({ field, control }) => ({ id: field.id, control }));
  return [...shown, ...required].some((one) => one.id === id && one.control?.kind === "user");
}

function commentOf({ person, address }: FixPlace, did: string): readonly CommentPart[] {
  const name = person.name === null ? "" : oneLine(person.name);
  const who = `@${oneLine(person.login)}${name === "" ? "" : ` (${name})`}`;
  return [`${did} for the deploy `, { address }, `, by ${who} through Pre-Deploy Checker`];
}
