import type { Interpreter } from "../ruby/interpreter.js";
import { describeCall } from "../ruby/describe.js";
import { type Call, nil, unknown, type Value } from "../ruby/value.js";
import { changeRows } from "./change-rows.js";

const updates = new Set(
  (
    "save save! update update! update_attribute update_attribute! update_attributes update_attributes! update_column " +
    "update_columns touch increment! decrement! toggle!"
  ).split(" "),
);
const deletes = new Set(["destroy", "destroy!", "delete"]);
/** Of these no other object has the like, so that they count on what is not known, too. */
const unmistakable = new Set(
  (
    "save! update! update_attribute update_attributes update_attributes! update_column update_columns destroy! " +
    "update_all delete_all destroy_all touch_all create! insert_all insert_all! upsert_all increment! decrement! toggle!"
  ).split(" "),
);
const associationChanges = new Set(["<<", "push", "concat", "clear", "replace", "create", "update"]);
const harmless = new Set(
  "reload valid? new_record? persisted? attributes assign_attributes attributes= becomes id errors changed? readonly! [] []= send public_send read_attribute write_attribute".split(
    " ",
  ),
);

/** Methods of a record: one row of a table. */
export function recordMethods(call: Call, interpreter: Interpreter): Value | undefined {
  const { receiver, name, line } = call;
  if (receiver.type !== "record") return undefined;
  const { table, single, isNew } = receiver;
  const rows = single ? 1 : null;
  if (updates.has(name)) {
    changeRows(call, isNew ? "insert" : "update", table, interpreter, rows);
    return unknown(name);
  }
  if (deletes.has(name)) {
    changeRows(call, "delete", table, interpreter, rows);
    return unknown(name);
  }
  if (harmless.has(name) || name.endsWith("=") || name.endsWith("?")) {
    return name === "reload" || name === "becomes" ? receiver : unknown(name);
  }
  // A row's own method that says it changes something.
  if (name.endsWith("!") && table !== null) {
    changeRows(call, "update", table, interpreter, rows);
    return unknown(name);
  }
  if (call.block !== null) interpreter.loop(call.block, null, [unknown(name)]);
  return unknown(name, { line, call: describeCall(call) });
}

/** Methods that change rows whatever the object is. */
export function unknownMethods(call: Call, interpreter: Interpreter): Value | undefined {
  const { name, receiver } = call;
  if (receiver.type !== "unknown") return undefined;
  // Associations come of calls on records; the rows of which table, only the application knows.
  const isAssociation = receiver.doubt !== null && associationChanges.has(name);
  if (!isAssociation && !unmistakable.has(name)) return undefined;
  const verb = /^(delete|destroy|clear)/.test(name)
    ? "delete"
    : /^(create|insert|upsert|<<|push|concat)/.test(name)
      ? "insert"
      : "update";
  changeRows(call, verb, null, interpreter);
  return nil;
}
