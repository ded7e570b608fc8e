import { argument, shown, textOf, truthOf } from "../../python/known.js";
import type { SqlTarget } from "../../python/sql-target.js";
import { Unreadable } from "../../python/unreadable.js";
import type { ConstructValue, Value } from "../../python/value.js";

/** The last part of a path: "String" of `sqlalchemy.String`. */
export const lastName = (path: string): string => path.slice(path.lastIndexOf(".") + 1);

/** [PostgreSQL, MySQL]: https://docs.sqlalchemy.org/en/20/core/type_basics.html, and the dialects' own types. */
const plain: Readonly<Record<string, readonly [string, string]>> = {
  INTEGER: ["INTEGER", "INTEGER"],
  INT: ["INTEGER", "INTEGER"],
  BIGINTEGER: ["BIGINT", "BIGINT"],
  BIGINT: ["BIGINT", "BIGINT"],
  SMALLINTEGER: ["SMALLINT", "SMALLINT"],
  SMALLINT: ["SMALLINT", "SMALLINT"],
  TINYINT: ["SMALLINT", "TINYINT"],
  MEDIUMINT: ["INTEGER", "MEDIUMINT"],
  BOOLEAN: ["BOOLEAN", "BOOL"],
  BOOL: ["BOOLEAN", "BOOL"],
  TEXT: ["TEXT", "TEXT"],
  UNICODETEXT: ["TEXT", "TEXT"],
  CLOB: ["TEXT", "TEXT"],
  TINYTEXT: ["TEXT", "TINYTEXT"],
  MEDIUMTEXT: ["TEXT", "MEDIUMTEXT"],
  LONGTEXT: ["TEXT", "LONGTEXT"],
  DATE: ["DATE", "DATE"],
  DOUBLE: ["DOUBLE PRECISION", "DOUBLE"],
  DOUBLE_PRECISION: ["DOUBLE PRECISION", "DOUBLE"],
  REAL: ["REAL", "REAL"],
  FLOAT: ["FLOAT", "FLOAT"],
  LARGEBINARY: ["BYTEA", "BLOB"],
  BINARY: ["BYTEA", "BLOB"],
  BLOB: ["BYTEA", "BLOB"],
  MEDIUMBLOB: ["BYTEA", "MEDIUMBLOB"],
  LONGBLOB: ["BYTEA", "LONGBLOB"],
  PICKLETYPE: ["BYTEA", "BLOB"],
  JSON: ["JSON", "JSON"],
  JSONTYPE: ["JSON", "JSON"],
  JSONB: ["JSONB", "JSON"],
  UUID: ["UUID", "CHAR(32)"],
  UUIDTYPE: ["UUID", "BINARY(16)"],
  GUID: ["UUID", "CHAR(32)"],
  INTERVAL: ["INTERVAL", "DATETIME"],
  HSTORE: ["HSTORE", "TEXT"],
  INET: ["INET", "VARCHAR(45)"],
  CIDR: ["CIDR", "VARCHAR(45)"],
  MACADDR: ["MACADDR", "VARCHAR(17)"],
  TSVECTOR: ["TSVECTOR", "TEXT"],
  TSVECTORTYPE: ["TSVECTOR", "TEXT"],
  BYTEA: ["BYTEA", "BLOB"],
  OID: ["OID", "INTEGER"],
  MONEY: ["MONEY", "DECIMAL(19,2)"],
  CITEXT: ["CITEXT", "TEXT"],
  YEAR: ["SMALLINT", "YEAR"],
  INT4RANGE: ["INT4RANGE", "TEXT"],
  INT8RANGE: ["INT8RANGE", "TEXT"],
  NUMRANGE: ["NUMRANGE", "TEXT"],
  DATERANGE: ["DATERANGE", "TEXT"],
  TSRANGE: ["TSRANGE", "TEXT"],
  TSTZRANGE: ["TSTZRANGE", "TEXT"],
};

const characters: Readonly<Record<string, string>> = {
  STRING: "VARCHAR",
  VARCHAR: "VARCHAR",
  UNICODE: "VARCHAR",
  NVARCHAR: "VARCHAR",
  AUTOSTRING: "VARCHAR",
  CHAR: "CHAR",
  NCHAR: "CHAR",
  VARBINARY: "VARBINARY",
};

const numberAt = (type: ConstructValue | null, index: number, ...names: string[]): string | null => {
  const value = type === null ? undefined : argument(type.args, index, ...names);
  return value?.type === "number" ? shown(value) : null;
};

function timeType(name: string, type: ConstructValue | null, isPostgres: boolean): string {
  const zone = truthOf(type === null ? undefined : argument(type.args, 0, "timezone")) === true;
  const precision = numberAt(type, isPostgres ? 1 : 9, isPostgres ? "precision" : "fsp");
  const digits = precision === null ? "" : `(${precision})`;
  const isTime = name === "TIME";
  if (isPostgres) return `${isTime ? "TIME" : "TIMESTAMP"}${digits} ${zone ? "WITH" : "WITHOUT"} TIME ZONE`;
  return `${isTime ? "TIME" : name === "TIMESTAMP" ? "TIMESTAMP" : "DATETIME"}${digits}`;
}

/** The values of `sa.Enum("a", "b", name="state")`; null: they are a class's. */
export function enumValues(type: ConstructValue): readonly string[] | null {
  const texts = type.args.positional.map(textOf);
  return texts.length === 0 || texts.includes(null) ? null : texts.filter((text) => text !== null);
}

function enumType(type: ConstructValue | null, target: SqlTarget): string {
  const values = type === null ? null : enumValues(type);
  if (!target.isPostgres) return `ENUM(${(values ?? ["?"]).map((value) => target.text(value)).join(", ")})`;
  const [first] = type?.args.positional ?? [];
  const name =
    textOf(type?.args.named.get("name")) ?? (first?.type === "class" ? first.name.toLowerCase() : null);
  if (truthOf(type?.args.named.get("native_enum")) === false) return "VARCHAR(255)";
  if (name === null) throw new Unreadable("the name of the enum is not known");
  return target.name(name);
}

/** `String().with_variant(mysql.LONGTEXT(), "mysql")`: the type for this engine. */
function variantOf(type: ConstructValue, target: SqlTarget): Value | undefined {
  const { positional } = type.args;
  const dialects = positional.slice(1).map(textOf);
  const own = target.isPostgres ? "postgresql" : "mysql";
  return dialects.includes(own) || (target.engine.family === "mariadb" && dialects.includes("mariadb"))
    ? positional[0]
    : (type.owner ?? undefined);
}

/** A type in the engine's SQL. @throws Unreadable */
export function columnType(value: Value | undefined, target: SqlTarget): string {
  if (value?.type !== "construct" && value?.type !== "symbol")
    throw new Unreadable("the column's type is not known");
  const type = value.type === "construct" ? value : null;
  if (type !== null && lastName(type.path) === "with_variant")
    return columnType(variantOf(type, target), target);
  const { isPostgres } = target;
  const name = lastName(value.path).toUpperCase();
  const known = Object.hasOwn(plain, name) ? plain[name] : undefined;
  if (known !== undefined) {
    const unsigned = !isPostgres && truthOf(type?.args.named.get("unsigned")) === true ? " UNSIGNED" : "";
    return known[isPostgres ? 0 : 1] + unsigned;
  }
  const text = Object.hasOwn(characters, name) ? characters[name] : undefined;
  if (text !== undefined) {
    const length = numberAt(type, 0, "length");
    const collation = textOf(type?.args.named.get("collation"));
    const collate = collation === null ? "" : ` COLLATE ${isPostgres ? target.name(collation) : collation}`;
    return (
      (length === null
        ? isPostgres
          ? "VARCHAR"
          : `${text}(255)`
        : `${isPostgres && text === "VARBINARY" ? "BYTEA" : text}(${length})`) + collate
    );
  }
  if (name === "NUMERIC" || name === "DECIMAL") {
    const [precision, scale] = [numberAt(type, 0, "precision"), numberAt(type, 1, "scale")];
    return precision === null ? "NUMERIC" : `NUMERIC(${precision}${scale === null ? "" : `, ${scale}`})`;
  }
  if (/^(DATETIME|TIMESTAMP|TIME|UTCDATETIME|TZDATETIME|ARROWTYPE|DATETIMETZ)$/.test(name))
    return timeType(name, type, isPostgres);
  if (name === "ENUM") return enumType(type, target);
  if (name === "ARRAY" && type !== null) return `${columnType(type.args.positional[0], target)}[]`;
  if (name === "SET" && type !== null && !isPostgres)
    return `SET(${(enumValues(type) ?? ["?"]).map((one) => target.text(one)).join(", ")})`;
  if (name === "BIT") return `BIT(${numberAt(type, 0, "length") ?? "1"})`;
  throw new Unreadable(`the type ${value.path} is not known`);
}
