import { nameOf, type Node } from "../../migrations/dialects/postgres/parser/ast.js";
import type { Copy } from "./copy.js";
import { relationsNamed } from "./mentions.js";
import type { ServerError } from "./server-error.js";

/**
 * SQLSTATEs that tell of columns and tables, which every copy knows: undefined and duplicate column, duplicate table,
 * datatype mismatch. https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const ofTables = new Set(["42703", "42701", "42P07", "42804"]);
/** Of everything else that a dump of the schema knows: undefined object, dependent objects, invalid definitions ... */
const ofSchema = new Set([
  "42704",
  "42710",
  "42P16",
  "42P17",
  "42830",
  "2BP01",
  "3F000",
  "42809",
  "42P06",
  "0A000",
]);
const undefinedTable = "42P01";

/** Whether production would refuse the statement likewise, as far as the copy tells. */
export function wouldFail({ code, message }: ServerError, node: Node, copy: Copy): boolean {
  if (code === null || nameOf(node) === "CreateExtensionStmt") return false;
  const relations = relationsNamed(node);
  if (relations.some((name) => copy.missing.has(name))) return false;
  if (ofTables.has(code)) return true;
  if (code === undefinedTable) {
    // A default may name a sequence, which statistics do not tell of.
    const named = relations.some((name) => message.includes(`"${name}"`) || message.includes(`.${name}"`));
    return copy.isComplete && (copy.fromDump || (named && namesTables(node)));
  }
  return copy.fromDump && ofSchema.has(code);
}

/** Views, sequences and foreign tables are not in a copy made of statistics. */
function namesTables(node: Node): boolean {
  const name = nameOf(node);
  if (name === "IndexStmt" || name === "CreateStmt" || name === "CreateTrigStmt") return true;
  const { objtype, renameType, removeType } = Object.values(node)[0] as Readonly<Record<string, unknown>>;
  const type = objtype ?? removeType ?? renameType;
  return type === "OBJECT_TABLE" || type === "OBJECT_COLUMN" || type === "OBJECT_TABCONSTRAINT";
}
