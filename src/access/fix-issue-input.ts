import { enumerate } from "../checker/enumerate.js";
import { fieldAllows } from "../checker/field-allows.js";
import { oneLine } from "../checker/one-line.js";
import type { FieldRule } from "../checker/rules.js";
import type { Choice, Control } from "../deploys/ports/issue-editor.js";

/** What a form says of one field. */
export interface TypedValue {
  /** Ids of choices or of a person, or the text. */
  readonly input: readonly string[];
  /** The words that the person was looked for by. */
  readonly words: string;
}

export type ReadValue =
  | {
      readonly input: readonly string[];
      /** As people read it. */
      readonly said: string;
    }
  | { readonly error: string };

/** Jira's own limit for texts of several lines; what is shorter, Jira says itself. */
const longestText = 32_767;

/** Reads what somebody typed or chose. `rule` null: the policy asks nothing of it. `people`: who may be meant. */
export function readValue(
  control: Control,
  typed: TypedValue,
  { rule, people }: { readonly rule: FieldRule | null; readonly people: readonly Choice[] },
): ReadValue {
  const texts = typed.input.map((text) => text.replaceAll("\r\n", "\n").trim()).filter((text) => text !== "");
  const [text = ""] = texts;
  if ("choices" in control) return readChoices(control.choices, texts, control.kind === "multi-select");
  if (control.kind === "user") return readPerson(people, text, rule);
  if (text === "") return { error: "Fill this in." };
  if (text.length > longestText) return { error: `Write at most ${longestText} characters.` };
  const mistake = mistakeIn(control.kind, text);
  if (mistake !== null) return { error: mistake };
  const input = control.kind === "number" ? String(Number(text)) : text;
  const compared = comparable(control.kind, input);
  return compared.every((one) => meets(rule, one))
    ? { input: [input], said: input }
    : { error: notAllowed(rule) };
}

/** What the policy's rule is compared with. Jira says an instant in its own way, which this is not yet. */
function comparable(kind: Control["kind"], text: string): readonly string[] {
  if (kind === "date-time") return [];
  return kind === "words" ? text.split(/\s+/) : [text];
}

function readChoices(choices: readonly Choice[], ids: readonly string[], many: boolean): ReadValue {
  const chosen = [...new Set(ids)].map((id) => choices.find((choice) => choice.id === id));
  if (chosen.length === 0) return { error: many ? "Choose at least one." : "Choose a value." };
  const known = chosen.filter((choice) => choice !== undefined);
  if (known.length < chosen.length || (!many && known.length > 1))
    return { error: "This is none of the values that are offered any more. Choose again." };
  return { input: known.map(({ id }) => id), said: known.map(({ name }) => name).join(", ") };
}

function readPerson(people: readonly Choice[], id: string, rule: FieldRule | null): ReadValue {
  if (id === "") return { error: "Find the person by their name, and choose them." };
  const person = people.find((one) => one.id === id);
  if (person === undefined) return { error: "Jira does not find this person by that name. Find them again." };
  return meets(rule, person.name) ? { input: [id], said: person.name } : { error: notAllowed(rule) };
}

function mistakeIn(kind: Exclude<Control["kind"], "select" | "multi-select">, text: string): string | null {
  switch (kind) {
    case "text":
      return text.includes("\n") ? "Write one line." : null;
    case "number":
      return /^[-+]?\d{1,15}(\.\d{1,15})?$/.test(text) ? null : "Write a number, such as 3 or 0.5.";
    case "date":
      return isDay(text) ? null : "Write a day as 2026-11-20.";
    case "date-time": {
      const [day = "", time = ""] = text.split("T");
      return isDay(day) && /^([01]\d|2[0-3]):[0-5]\d$/.test(time)
        ? null
        : "Write a day and a time as 2026-11-20T16:30.";
    }
    case "multi-line":
    case "words":
    case "user":
      return null;
  }
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function meets(rule: FieldRule | null, text: string): boolean {
  return rule === null || fieldAllows(rule, text);
}

function notAllowed(rule: FieldRule | null): string {
  const listed = rule?.oneOf?.map(oneLine) ?? null;
  return listed === null
    ? `The policy wants a value that matches ${oneLine(rule?.matches?.source ?? "")}.`
    : `The policy allows ${enumerate(listed, "or")}.`;
}
