import type { Choice, Control } from "../deploys/ports/issue-editor.js";
import type { AllowedValue, FieldMetadata } from "./edit-metadata.js";

/** Fields of Jira's own whose text may have several lines; of custom fields it is a type of its own. */
const longTexts: ReadonlySet<string> = new Set(["description", "environment"]);

/** How a value of the field is given; null where that is of a type that only Jira's own page can show. */
export function fieldControl({ schema, operations, allowedValues }: FieldMetadata): Control | null {
  if (!operations.includes("set")) return null;
  const { type, items, custom = "", system = "" } = schema;
  if (allowedValues !== undefined) {
    const choices = allowedValues.flatMap((value) => (value === null ? [] : choicesOf(value)));
    return { kind: type === "array" ? "multi-select" : "select", choices };
  }
  switch (type) {
    case "array":
      return items === "string" && (system === "labels" || custom.endsWith(":labels"))
        ? { kind: "words" }
        : null;
    case "string":
      return { kind: custom.endsWith(":textarea") || longTexts.has(system) ? "multi-line" : "text" };
    case "number":
    case "date":
    case "user":
      return { kind: type };
    case "datetime":
      return { kind: "date-time" };
    default:
      return null;
  }
}

/** The value, and each of those below it as Jira's cascading fields have them, under both ids: "10100/10101". */
function choicesOf(
  value: AllowedValue & { readonly children?: readonly AllowedValue[] | undefined },
): readonly Choice[] {
  if (value.disabled === true || value.archived === true) return [];
  const name = nameOf(value);
  const children = (value.children ?? []).filter(({ disabled }) => disabled !== true);
  return [
    { id: value.id, name },
    ...children.map((child) => ({ id: `${value.id}/${child.id}`, name: `${name} - ${nameOf(child)}` })),
  ];
}

function nameOf({ id, value, name }: AllowedValue): string {
  return value ?? name ?? id;
}
