import { scan } from "../script/scan.js";

/** A column's type, taken apart. */
export interface ColumnType {
  /** Lower-case, with synonyms resolved: "int", "varchar", "double", "mediumtext". */
  readonly base: string;
  /** "(255)", "(10,2)": the numbers; empty where none are given. */
  readonly numbers: readonly number[];
  /** The members of enum and set, as written. */
  readonly members: readonly string[];
  readonly unsigned: boolean;
  readonly zerofill: boolean;
  /** Lower-case; null: the table's. */
  readonly charset: string | null;
  readonly collation: string | null;
  /** As information_schema's EXTRA tells it behind the type: "int(11) VIRTUAL GENERATED"; null: not told. */
  readonly generated: "virtual" | "stored" | null;
}

const sameAs: Readonly<Record<string, string>> = {
  integer: "int",
  int1: "tinyint",
  int2: "smallint",
  int3: "mediumint",
  middleint: "mediumint",
  int4: "int",
  int8: "bigint",
  bool: "tinyint",
  boolean: "tinyint",
  dec: "decimal",
  numeric: "decimal",
  fixed: "decimal",
  real: "double",
  float8: "double",
  float4: "float",
  character: "char",
  nchar: "char",
  nvarchar: "varchar",
  varcharacter: "varchar",
  serial: "bigint",
  json: "json",
};

/** Types of more than one word. */
const pairs: Readonly<Record<string, string>> = {
  "double precision": "double",
  "char varying": "varchar",
  "character varying": "varchar",
  "national char": "char",
  "national varchar": "varchar",
  "national character": "char",
  "long varchar": "mediumtext",
  "long varbinary": "mediumblob",
  "char byte": "binary",
};

function unquote(text: string): string {
  const quote = text.charAt(0);
  return text.slice(1, -1).replaceAll(quote + quote, quote);
}

/** Reads a type as a statement or information_schema spells it: "varchar(255)", "enum('a','b')", "int unsigned". */
export function parseColumnType(text: string): ColumnType {
  const words: string[] = [];
  const numbers: number[] = [];
  const members: string[] = [];
  let inside = false;
  for (let token = scan(text, 0); token !== null; token = scan(text, token.end)) {
    const written = text.slice(token.start, token.end);
    if (written === "(" || written === ")") inside = written === "(";
    else if (token.kind === "number" && inside) numbers.push(Number(written));
    else if (token.kind === "string" && inside) members.push(unquote(written));
    else if (token.kind === "word") words.push(written.toLowerCase());
    else if (token.kind === "string" || token.kind === "name") words.push(unquote(written).toLowerCase());
  }
  const [first = "", second = ""] = words;
  const after = (...names: readonly string[]): string | null => {
    const at = words.findIndex((_, index) => names.every((name, offset) => words[index + offset] === name));
    return at < 0 ? null : (words[at + names.length] ?? null);
  };
  const base = pairs[`${first} ${second}`] ?? sameAs[first] ?? first;
  return {
    base,
    numbers: first === "bool" || first === "boolean" ? [1] : numbers,
    members,
    unsigned: words.includes("unsigned") || words.includes("zerofill") || first === "serial",
    zerofill: words.includes("zerofill"),
    charset: after("character", "set") ?? after("charset") ?? after("char", "set"),
    collation: after("collate"),
    generated: words.includes("virtual")
      ? "virtual"
      : words.includes("stored") || words.includes("persistent")
        ? "stored"
        : null,
  };
}
