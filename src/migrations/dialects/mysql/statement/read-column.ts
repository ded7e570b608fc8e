import { find, findAll, part, parts, type SyntaxNode, words } from "../syntax/syntax-node.js";
import type { ColumnDefinition, Place } from "./column.js";
import { type ColumnType, parseColumnType } from "./column-type.js";
import { firstTable, nameIn, unquote } from "./names.js";

/** The words of an attribute, without its parts' own: "NOT NULL", "DEFAULT 5". */
function attributeText(node: SyntaxNode): string {
  return node.text.replaceAll(/\s+/g, " ").trim().toUpperCase();
}

function columnType(definition: SyntaxNode): ColumnType {
  const written = part(definition, "dataType")?.text ?? "";
  const type = parseColumnType(written);
  const collation = nameIn(find(definition, "collationName")).toLowerCase();
  return collation === "" ? type : { ...type, collation };
}

function generatedAs(definition: SyntaxNode): ColumnDefinition["generated"] {
  const own = words(definition);
  if (!own.includes("AS")) return null;
  return own.includes("STORED") ? "stored" : "virtual";
}

/** Reads a `fieldDefinition` of the grammar, and the check or reference behind it. */
export function readColumn(name: string, definition: SyntaxNode, around: SyntaxNode): ColumnDefinition {
  // MySQL gives a column with several DEFAULTs the last; generated columns have attributes of another rule.
  const attributes = [...parts(definition, "columnAttribute"), ...parts(definition, "gcolAttribute")];
  const texts = attributes.map(attributeText);
  const has = (pattern: RegExp): boolean => texts.some((text) => pattern.test(text));
  const defaults = attributes.findLast((attribute) => words(attribute)[0] === "DEFAULT");
  const comment = attributes.findLast((attribute) => words(attribute)[0] === "COMMENT");
  const serial = /^serial\b/i.test(part(definition, "dataType")?.text ?? "");
  const primaryKey = has(/^(PRIMARY )?KEY$/);
  const reference = find(around, "references");
  const checks = findAll(around, "checkConstraint");
  const enforcement = find(around, "constraintEnforcement");
  return {
    name,
    type: columnType(definition),
    nullable: !has(/^NOT NULL/) && !primaryKey && !serial,
    default: defaults === undefined ? null : defaults.text.replace(/^default\s+/i, ""),
    autoIncrement: has(/^AUTO_INCREMENT$/) || serial,
    generated: generatedAs(definition),
    primaryKey,
    unique: has(/^UNIQUE( KEY)?$/) || serial,
    comment: comment === undefined ? null : unquote(comment.text.replace(/^comment\s+/i, "")),
    references: reference === null ? null : firstTable(reference),
    check: checks.length === 0 ? null : /^not/i.test(enforcement?.text ?? "") ? "not enforced" : "enforced",
  };
}

export function readPlace(node: SyntaxNode): Place {
  const place = part(node, "place");
  if (place === null) return null;
  return words(place)[0] === "FIRST" ? { first: true } : { after: nameIn(part(place, "identifier")) };
}

/** A `columnDefinition`: name and definition. */
export function readColumnDefinition(node: SyntaxNode): ColumnDefinition | null {
  const definition = part(node, "fieldDefinition");
  return definition === null ? null : readColumn(nameIn(part(node, "columnName")), definition, node);
}
