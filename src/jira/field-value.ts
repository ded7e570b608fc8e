import type { FieldValue } from "../checker/snapshot.js";
import { adfToText } from "./adf-to-text.js";

/**
 * What a field of an issue says. Jira leaves a field that is not on the screen out of `fields`, so a
 * missing property is absent and not empty. 0 and false are values; a blank text or document is none.
 */
export function readFieldValue(fields: Readonly<Record<string, unknown>>, id: string): FieldValue {
  if (!Object.hasOwn(fields, id)) return { state: "absent" };
  const value = fields[id];
  const texts = (Array.isArray(value) ? value : [value])
    .map((element: unknown) => textOf(element).trim())
    .filter((text) => text !== "");
  return texts.length === 0 ? { state: "empty" } : { state: "value", texts };
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (Array.isArray(value)) {
    return value
      .map(textOf)
      .filter((text) => text !== "")
      .join(", ");
  }
  return typeof value === "object" ? objectText(value as Readonly<Record<string, unknown>>) : "";
}

/**
 * How Jira's objects name themselves, most telling first: users have a display name and, on Data Center, a
 * `name` that is their login; options a `value`; statuses, versions, components, groups a `name`.
 */
const namingProperties = ["value", "displayName", "name", "key", "filename"] as const;

function objectText(value: Readonly<Record<string, unknown>>): string {
  const document = adfToText(value);
  if (document !== undefined) return document;
  for (const property of namingProperties) {
    const name = textOf(value[property]).trim();
    if (name === "") continue;
    const child = property === "value" ? textOf(value["child"]).trim() : "";
    return child === "" ? name : `${name} - ${child}`;
  }
  const named = namingProperties.some((property) => Object.hasOwn(value, property));
  return named || Object.keys(value).length === 0 ? "" : JSON.stringify(value);
}
