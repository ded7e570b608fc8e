import type { Call, Value } from "./value.js";

/** A value's name for people: "User", "a string". */
function receiverName(value: Value): string {
  if (value.type === "constant") return value.path;
  if (value.type === "model" || value.type === "relation") return value.model.name;
  if (value.type === "unknown") return value.what;
  if (value.type === "migration") return "";
  return value.type === "record" && value.table !== null ? `a record of ${value.table}` : `a ${value.type}`;
}

/** "User.rebuild!", "create_view" */
export function describeCall({ receiver, name }: Call): string {
  const owner = receiverName(receiver);
  return owner === "" ? name : `${owner}.${name}`;
}
