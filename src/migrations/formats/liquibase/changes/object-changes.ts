import { textSql } from "../sql/text-sql.js";
import { UnreadableChange } from "../unreadable-change.js";
import type { Change } from "./change.js";
import type { ReadChange } from "./read-change.js";

const sequenceOptions: readonly (readonly [attribute: string, sql: string])[] = [
  ["dataType", "AS"],
  ["startValue", "START WITH"],
  ["incrementBy", "INCREMENT BY"],
  ["minValue", "MINVALUE"],
  ["maxValue", "MAXVALUE"],
  ["cacheSize", "CACHE"],
];

function sequence(change: Change, verb: "CREATE" | "ALTER"): string {
  if (change.engine.family === "mysql") throw new UnreadableChange("MySQL has no sequences");
  const options = sequenceOptions.flatMap(([attribute, sql]) => {
    const value = change.text(attribute);
    return value === null ? [] : [` ${sql} ${value}`];
  });
  const cycle = change.truth("cycle") === true ? " CYCLE" : "";
  return `${verb} SEQUENCE ${change.table("sequenceName")}${options.join("")}${cycle}`;
}

/** What a view selects: the change's text, or the attribute in YAML and JSON. */
function selectOf(change: Change): string {
  const text = change.text("selectQuery") ?? change.node.text;
  if (text.trim() === "") throw new UnreadableChange("createView has no query in this file");
  return text.trim().replace(/;\s*$/, "");
}

const createView: ReadChange = (change) => {
  const query = selectOf(change);
  if (change.truth("fullDefinition") === true) return [query];
  const replace = change.truth("replaceIfExists") === true ? "OR REPLACE " : "";
  return [`CREATE ${replace}VIEW ${change.table("viewName")} AS ${query}`];
};

/** `createProcedure`: its text is sent as it is. */
const routine: ReadChange = (change) => {
  const body = (
    change.text("procedureText") ??
    change.text("procedureBody") ??
    change.text("functionText")
  )?.trim();
  const text = body ?? change.node.text;
  if (text.trim() === "") throw new UnreadableChange(`the text of ${change.node.name} is not in this file`);
  return [{ kind: "sql", line: change.node.textLine, sql: text }];
};

const renamed = (change: Change, kind: string, old: string, name: string): string =>
  `ALTER ${kind} ${change.table(old)} RENAME TO ${change.names.quoted(change.required(name))}`;

/** Views, sequences, routines: https://docs.liquibase.com/change-types/home.html */
export const objectChanges: Readonly<Record<string, ReadChange>> = {
  createView,
  dropView: (change) => [
    `DROP VIEW ${change.truth("ifExists") === true ? "IF EXISTS " : ""}${change.table("viewName")}`,
  ],
  renameView: (change) => {
    if (change.isPostgres) return [renamed(change, "VIEW", "oldViewName", "newViewName")];
    const [from, to] = [change.table("oldViewName"), change.table("newViewName")];
    return [`RENAME TABLE ${from} TO ${to}`];
  },
  setViewRemarks: (change) => [
    `COMMENT ON VIEW ${change.table("viewName")} IS ${textSql(true, change.text("remarks") ?? "")}`,
  ],
  createSequence: (change) => [sequence(change, "CREATE")],
  alterSequence: (change) => [sequence(change, "ALTER")],
  dropSequence: (change) => [`DROP SEQUENCE ${change.table("sequenceName")}`],
  renameSequence: (change) => [renamed(change, "SEQUENCE", "oldSequenceName", "newSequenceName")],
  createProcedure: routine,
  createFunction: routine,
  createTrigger: routine,
  dropProcedure: (change) => [`DROP PROCEDURE ${change.table("procedureName")}`],
  dropFunction: (change) => [`DROP FUNCTION ${change.table("functionName")}`],
};
