import type { EngineFamily } from "../../../engine.js";

/** A type as a changelog spells it: `varchar(255) CHARACTER SET utf8`. */
interface SpelledType {
  /** In lower case. */
  readonly name: string;
  /** "(255)", or nothing. */
  readonly arguments: string;
  /** What follows: "unsigned". */
  readonly rest: string;
}

type Spelling = string | ((type: SpelledType) => string);

const withArguments =
  (name: string): Spelling =>
  (type) =>
    `${name}${type.arguments}`;

const zoned = (type: SpelledType): string => `TIMESTAMP${type.arguments} WITH TIME ZONE`;
const unzoned = (type: SpelledType): string => `TIMESTAMP${type.arguments} WITHOUT TIME ZONE`;

const sameInBoth: Readonly<Record<string, Spelling>> = {
  number: withArguments("numeric"),
  numeric: withArguments("numeric"),
  decimal: withArguments("DECIMAL"),
  currency: "DECIMAL",
  money: "DECIMAL",
  smallmoney: "DECIMAL",
  varchar2: withArguments("VARCHAR"),
};

/** https://docs.liquibase.com/concepts/changelogs/how-does-liquibase-handle-data-types.html */
const postgres: Readonly<Record<string, Spelling>> = {
  ...sameInBoth,
  boolean: "BOOLEAN",
  bool: "BOOLEAN",
  bit: withArguments("BIT"),
  tinyint: "SMALLINT",
  smallint: "SMALLINT",
  mediumint: "INTEGER",
  int: "INTEGER",
  integer: "INTEGER",
  bigint: "BIGINT",
  double: "DOUBLE PRECISION",
  float: withArguments("FLOAT"),
  datetime: unzoned,
  datetime2: unzoned,
  smalldatetime: unzoned,
  timestamptz: zoned,
  timestamp: (type) => (/with\s+time\s*zone/i.test(type.rest) ? zoned : unzoned)(type),
  timestamp_with_timezone: zoned,
  nvarchar: withArguments("VARCHAR"),
  nvarchar2: withArguments("VARCHAR"),
  blob: "OID",
  uniqueidentifier: "UUID",
  ...Object.fromEntries(
    [
      "clob",
      "nclob",
      "longvarchar",
      "longnvarchar",
      "longtext",
      "mediumtext",
      "tinytext",
      "ntext",
      "text",
    ].map((name) => [name, "TEXT"]),
  ),
  ...Object.fromEntries(
    ["longblob", "mediumblob", "tinyblob", "binary", "varbinary", "longvarbinary", "image"].map((name) => [
      name,
      "BYTEA",
    ]),
  ),
};

const mysql: Readonly<Record<string, Spelling>> = {
  ...sameInBoth,
  boolean: "TINYINT(1)",
  bool: "TINYINT(1)",
  bit: (type) => (type.arguments === "" ? "BIT(1)" : `BIT${type.arguments}`),
  int: ({ rest }) => `INT ${rest}`.trim(),
  integer: ({ rest }) => `INT ${rest}`.trim(),
  int4: ({ rest }) => `INT ${rest}`.trim(),
  int8: ({ rest }) => `BIGINT ${rest}`.trim(),
  bigint: ({ rest }) => `BIGINT ${rest}`.trim(),
  datetime2: withArguments("DATETIME"),
  smalldatetime: withArguments("DATETIME"),
  timestamptz: withArguments("TIMESTAMP"),
  timestamp: withArguments("TIMESTAMP"),
  timestamp_with_timezone: withArguments("TIMESTAMP"),
  nvarchar2: withArguments("NVARCHAR"),
  clob: "LONGTEXT",
  nclob: "LONGTEXT CHARACTER SET utf8",
  longvarchar: "LONGTEXT",
  longnvarchar: "LONGTEXT",
  ntext: "LONGTEXT",
  longvarbinary: "LONGBLOB",
  image: "LONGBLOB",
  uuid: "CHAR(36)",
  uniqueidentifier: "CHAR(36)",
};

const pattern = /^([A-Za-z_][\w]*)\s*(\([^()]*\))?\s*([^[]*)$/;

/** A type in the engine's SQL, as Liquibase translates it; what it does not know it sends as it is. */
export function columnType(spelled: string, family: EngineFamily): string {
  const bare = spelled.trim().replace(/^java\.sql\.Types\./i, "");
  const match = pattern.exec(bare);
  if (match === null) return bare;
  const name = (match[1] ?? "").toLowerCase();
  const type: SpelledType = {
    name,
    // Oracle's "(36 CHAR)".
    arguments: (match[2] ?? "").replace(/\s+(char|byte)\s*\)$/i, ")"),
    rest: match[3] ?? "",
  };
  const table = family === "postgres" ? postgres : mysql;
  const spelling = Object.hasOwn(table, name) ? table[name] : undefined;
  if (spelling === undefined) return `${match[1] ?? ""}${type.arguments} ${type.rest}`.trim();
  // "double precision", "bit varying(8)": two words of the engine's own.
  const isOwn = type.arguments === "" && /^(precision|varying)/i.test(type.rest);
  if (isOwn) return bare;
  return typeof spelling === "string" ? spelling : spelling(type);
}

/** Whether values of the type are written as TRUE and FALSE. */
export const isBoolean = (type: string): boolean => /^(boolean|bool|tinyint\(1\)|bit(\(1\))?)$/i.test(type);
