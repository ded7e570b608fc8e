import { UnreadableChange } from "../unreadable-change.js";
import type { Change } from "./change.js";

/** The table and columns that a column's constraints reference: `references="users(id)"`, or one attribute each. */
export function referenceOf(constraints: Change): string | null {
  const { names } = constraints;
  const references = constraints.text("references");
  if (references !== null) {
    const match = /^\s*([\w."`-]+)\s*\(\s*([^()]+?)\s*\)\s*$/.exec(references);
    if (match === null) throw new UnreadableChange(`"${references}" references no table and column`);
    const [, table = "", columns = ""] = match;
    return `${names.table(null, table)} (${names.list(columns.split(","))})`;
  }
  const table = constraints.text("referencedTableName");
  if (table === null) return null;
  const columns = constraints.list("referencedColumnNames");
  return `${names.table(constraints.text("referencedTableSchemaName"), table)} (${names.list(columns)})`;
}

function deferral(change: Change): string {
  if (!change.isPostgres) return "";
  const deferrable = change.truth("deferrable") === true ? " DEFERRABLE" : "";
  return deferrable + (change.truth("initiallyDeferred") === true ? " INITIALLY DEFERRED" : "");
}

/** `CONSTRAINT name FOREIGN KEY ...` of a column whose constraints reference another table. */
export function columnForeignKey(column: string, constraints: Change, reference: string): string {
  const name = constraints.text("foreignKeyName");
  return (
    (name === null ? "" : `CONSTRAINT ${constraints.names.quoted(name)} `) +
    `FOREIGN KEY (${constraints.names.quoted(column)}) REFERENCES ${reference}` +
    (constraints.truth("deleteCascade") === true ? " ON DELETE CASCADE" : "") +
    deferral(constraints)
  );
}

/** addForeignKeyConstraint */
export function addForeignKey(change: Change): readonly string[] {
  const { names } = change;
  const action = (event: "Delete" | "Update"): string => {
    const cascade = change.truth(`${event.toLowerCase()}Cascade`) === true ? "CASCADE" : null;
    const chosen = change.text(`on${event}`) ?? cascade;
    return chosen === null ? "" : ` ON ${event.toUpperCase()} ${chosen}`;
  };
  const referenced = change.table("referencedTableName", "referencedTableSchemaName");
  return [
    `ALTER TABLE ${change.table("baseTableName", "baseTableSchemaName")} ` +
      `ADD CONSTRAINT ${names.quoted(change.required("constraintName"))} ` +
      `FOREIGN KEY (${names.list(change.list("baseColumnNames"))}) ` +
      `REFERENCES ${referenced} (${names.list(change.list("referencedColumnNames"))})` +
      action("Update") +
      action("Delete") +
      deferral(change),
  ];
}
