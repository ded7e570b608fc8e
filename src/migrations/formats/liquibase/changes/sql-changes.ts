import { delimitedSteps } from "../delimited-steps.js";
import { placeholderSchemas } from "../../sql/placeholder-schemas.js";
import { UnreadableChange } from "../unreadable-change.js";
import type { Change } from "./change.js";
import type { ReadChange } from "./read-change.js";

/** The text of `<sql>`, with its line; in YAML and JSON it may stand under a key of the same name. */
function textOf(change: Change): { readonly line: number; readonly text: string } {
  const inner = change.part("sql")?.node ?? change.node;
  return { line: inner.textLine, text: inner.text };
}

const sql: ReadChange = (change) => {
  const { line, text } = textOf(change);
  return delimitedSteps({ line, lines: placeholderSchemas(text).split("\n") }, change.text("endDelimiter"));
};

const nothing: ReadChange = () => [];

const unknowable =
  (what: string): ReadChange =>
  (change) => {
    const name = change.text("class") ?? change.text("executable") ?? change.text("path") ?? "";
    throw new UnreadableChange(`what ${what}${name === "" ? "" : ` (${name})`} does cannot be told`);
  };

/** SQL, what does nothing to the database, and what may do anything: https://docs.liquibase.com/change-types/home.html */
export const sqlChanges: Readonly<Record<string, ReadChange>> = {
  sql,
  sqlFile: unknowable("a file of SQL beside the changelog"),
  customChange: unknowable("a class of the application's"),
  executeCommand: unknowable("a command of the system's"),
  dropAllForeignKeyConstraints: unknowable("dropAllForeignKeyConstraints"),
  empty: nothing,
  output: nothing,
  stop: nothing,
  tagDatabase: nothing,
};
