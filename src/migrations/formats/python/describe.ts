import type { Value } from "./value.js";

/** A value's name for people: "User", "sqlalchemy.String", "a text". */
export function describe(value: Value): string {
  switch (value.type) {
    case "symbol":
      return value.path.replace(/^builtins\./, "");
    case "construct":
      return `${value.path.replace(/^builtins\./, "")}()`;
    case "host":
      return value.host.name;
    case "class":
      return value.name;
    case "function":
      return value.code.name;
    case "method":
      return `${describe(value.owner)}.${value.name}`;
    case "unknown":
      return value.what;
    case "boolean":
    case "dict":
    case "list":
    case "none":
    case "number":
    case "text":
    default:
      return `a ${value.type}`;
  }
}
