import { fromAdf, toAdf } from "./adf.js";
import { renderPerson } from "./render-person.js";
import type { PlainValue } from "./seeds.js";
import type { View } from "./view.js";
import { instant } from "./instant.js";
import { type CustomField, personNamed } from "./world.js";

/** A custom field's value as the API shows it. */
export function renderValue(view: View, field: CustomField, value: PlainValue): unknown {
  if (value === null) return null;
  switch (field.type) {
    case "select":
      return option(view, field, String(value));
    case "multi-select":
      return (Array.isArray(value) ? value : [value]).map((name) => option(view, field, String(name)));
    case "cascading": {
      const [parent = "", child] = String(value).split(" - ");
      return {
        ...option(view, field, parent),
        ...(child === undefined ? {} : { child: { ...option(view, field, String(value)), value: child } }),
      };
    }
    case "user":
      return renderPerson(view, personNamed(view.world, String(value)));
    case "textarea":
      return view.version === "3" ? toAdf(String(value)) : String(value);
    case "labels":
      return Array.isArray(value) ? value : [value];
    case "datetime":
      return instant(new Date(String(value)));
    case "text":
    case "number":
    case "date":
      return value;
  }
}

function option(view: View, field: CustomField, value: string): { self: string; value: string; id: string } {
  const at = field.options.indexOf(value);
  const id = String(10_100 + (at === -1 ? field.options.length : at));
  return { self: `${view.baseUrl}/rest/api/${view.version}/customFieldOption/${id}`, value, id };
}

/** The values that a field offers; null: any. A cascading one shows its second level below its first. */
export function allowedValues(view: View, field: CustomField): readonly object[] | null {
  if (field.type === "select" || field.type === "multi-select")
    return field.options.map((name) => option(view, field, name));
  if (field.type !== "cascading") return null;
  const parents = new Set(field.options.map((name) => name.split(" - ")[0] ?? ""));
  return [...parents].map((parent) => ({
    ...option(view, field, parent),
    children: field.options
      .filter((name) => name.startsWith(`${parent} - `))
      .map((name) => ({ ...option(view, field, name), value: name.split(" - ")[1] })),
  }));
}

/** The value that somebody sent to the API, as people say it; or Jira's words where the field does not take it. */
export function readSentValue(
  view: View,
  field: CustomField,
  sent: unknown,
  byAccount: (id: string) => string | null,
): PlainValue | { readonly error: string } {
  if (sent === null) return null;
  const wrong = { error: `Specify a valid value for ${field.name}` };
  switch (field.type) {
    case "number":
      return typeof sent === "number" ? sent : { error: "The value is not a number." };
    case "textarea":
      // Version 3 takes documents and nothing else, version 2 texts.
      if ((typeof sent === "string") === (view.version === "3"))
        return { error: "Operation value must be an Atlassian Document (see the Atlassian Document Format)" };
      return fromAdf(sent);
    case "text":
      if (typeof sent !== "string") return { error: "Operation value must be a string" };
      return sent.length <= 255
        ? sent
        : { error: "The entered text is too long. It exceeds the allowed limit of 255 characters." };
    case "date":
      return typeof sent === "string" && /^\d{4}-\d\d-\d\d$/.test(sent)
        ? sent
        : { error: "Error parsing date string: use yyyy-MM-dd" };
    case "datetime":
      return typeof sent === "string" && /^\d{4}-\d\d-\d\dT[\d:.]{12}[+-]\d{4}$/.test(sent)
        ? new Date(sent.replace(/(\d\d)$/, ":$1")).toISOString()
        : { error: `Error parsing time: ${JSON.stringify(sent)}` };
    case "labels":
      return Array.isArray(sent) && sent.every((one) => typeof one === "string" && !/\s/.test(one))
        ? (sent as string[])
        : wrong;
    case "select":
      return sentOption(view, field, sent) ?? wrong;
    case "multi-select": {
      if (!Array.isArray(sent)) return { error: "data was not an array" };
      const names = sent.map((one) => sentOption(view, field, one));
      return names.every((name) => name !== undefined) ? names : wrong;
    }
    case "cascading":
      return sentCascade(view, field, sent) ?? wrong;
    case "user": {
      const id = property(sent, view.world.kind === "cloud" ? "accountId" : "name");
      return (typeof id === "string" ? byAccount(id) : null) ?? { error: "User does not exist." };
    }
  }
}

/** Options are named by their value or their id. */
function sentOption(view: View, field: CustomField, sent: unknown): string | undefined {
  const [value, id] = [property(sent, "value"), property(sent, "id")];
  return field.options.find((name) => name === value || option(view, field, name).id === id);
}

function sentCascade(view: View, field: CustomField, sent: unknown): string | undefined {
  const parents = allowedValues(view, field) ?? [];
  const isSent = (candidate: unknown, given: unknown) =>
    given !== undefined &&
    (property(candidate, "id") === property(given, "id") ||
      property(candidate, "value") === property(given, "value"));
  const parent = parents.find((candidate) => isSent(candidate, sent));
  if (parent === undefined) return undefined;
  const name = String(property(parent, "value"));
  const child = property(sent, "child");
  if (child === undefined) return name;
  const children = property(parent, "children") as readonly unknown[];
  const below = children.find((candidate) => isSent(candidate, child));
  return below === undefined ? undefined : `${name} - ${String(property(below, "value"))}`;
}

function property(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
