import { find, type SyntaxNode } from "../syntax/syntax-node.js";
import type { AlterClause } from "./alter-clause.js";
import { unquote } from "./names.js";

const names = [
  "ENGINE",
  "ROW_FORMAT",
  "KEY_BLOCK_SIZE",
  "AUTO_INCREMENT",
  "COMMENT",
  "ENCRYPTION",
  "COMPRESSION",
  "TABLESPACE",
] as const;

/** Reads a `createTableOption`: ENGINE=InnoDB is {name: "ENGINE", value: "InnoDB"}. */
export function readOption(node: SyntaxNode): readonly AlterClause[] {
  const charset = find(node, "charsetName");
  if (charset !== null)
    return [{ type: "option", name: "CHARSET", value: unquote(charset.text).toLowerCase() }];
  const collation = find(node, "collationName");
  if (collation !== null)
    return [{ type: "option", name: "COLLATE", value: unquote(collation.text).toLowerCase() }];
  const written = node.text.trim();
  const name = names.find((one) => written.toUpperCase().startsWith(one));
  const value = unquote(node.children.at(-1)?.text ?? "");
  return [{ type: "option", name: name ?? (/^\w+/.exec(written)?.[0] ?? "").toUpperCase(), value }];
}
