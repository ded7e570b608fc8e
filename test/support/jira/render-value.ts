import { fromAdf, toAdf } from "./adf.js";
import { renderPerson } from "./render-person.js";
import type { PlainValue } from "./seeds.js";
import type { View } from "./view.js";
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
        ...(child === undefined ? {} : { child: option(view, field, child) }),
      };
    }
    case "user":
      return renderPerson(view, personNamed(view.world, String(value)));
    case "textarea":
      return view.version === "3" ? toAdf(String(value)) : String(value);
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

/** The value that somebody sent to the API, as people say it; undefined where the field does not take it. */
export function readSentValue(
  field: CustomField,
  sent: unknown,
  byAccount: (id: string) => string | null,
): PlainValue | undefined {
  if (sent === null) return null;
  switch (field.type) {
    case "number":
      return typeof sent === "number" ? sent : undefined;
    case "textarea":
      return fromAdf(sent);
    case "text":
    case "date":
      return typeof sent === "string" ? sent : undefined;
    case "select":
      return sentOption(field, sent);
    case "multi-select": {
      if (!Array.isArray(sent)) return undefined;
      const names = sent.map((one) => sentOption(field, one));
      return names.every((name) => name !== undefined) ? names : undefined;
    }
    case "cascading": {
      const parent = property(sent, "value");
      const child = property(property(sent, "child"), "value");
      if (typeof parent !== "string") return undefined;
      return typeof child === "string" ? `${parent} - ${child}` : parent;
    }
    case "user": {
      const id = property(sent, "accountId") ?? property(sent, "name");
      return typeof id === "string" ? (byAccount(id) ?? undefined) : undefined;
    }
  }
}

function sentOption(field: CustomField, sent: unknown): string | undefined {
  const value = property(sent, "value");
  return typeof value === "string" && field.options.includes(value) ? value : undefined;
}

function property(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
