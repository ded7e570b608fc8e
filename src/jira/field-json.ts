import type { FieldInput } from "../deploys/ports/issue-editor.js";
import type { JiraKind } from "./find-kind.js";

/** Fields as Jira takes them, by id. A text is sent to version 2 of the API, which reads its own markup on both kinds. */
export function fieldsJson(kind: JiraKind, fields: readonly FieldInput[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(fields.map(({ field, input }) => [field.id, valueJson(kind, field, input)]));
}

function valueJson(kind: JiraKind, { control }: FieldInput["field"], input: readonly string[]): unknown {
  const [first] = input;
  if (control === null || first === undefined) return null;
  switch (control.kind) {
    case "select":
      return optionJson(first);
    case "multi-select":
      return input.map(optionJson);
    case "user":
      return kind === "cloud" ? { accountId: first } : { name: first };
    case "number":
      return Number(first);
    case "date-time":
      return `${first}:00.000+0000`;
    case "words":
      return first.split(/\s+/).filter((word) => word !== "");
    case "text":
    case "multi-line":
    case "date":
      return first;
  }
}

function optionJson(choice: string): object {
  const [id, child] = choice.split("/");
  return child === undefined ? { id } : { id, child: { id: child } };
}
