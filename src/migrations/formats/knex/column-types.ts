import { textOf } from "../javascript/language/known.js";
import { Unreadable } from "../javascript/language/unreadable.js";
import { List, Obj, type Value } from "../javascript/language/value.js";
import { literal } from "../javascript/sql/literal.js";
import type { Target } from "../javascript/sql/target.js";
import { nameOf, optionOf } from "../javascript/arguments.js";

/** Arguments behind the column's name. */
type TypeOf = (args: readonly Value[], target: Target, column: string) => string;

const number = (value: Value): number | null => (typeof value === "number" ? value : null);

const both =
  (postgres: string, mysql: string): TypeOf =>
  (_args, { isPostgres }) =>
    isPostgres ? postgres : mysql;

function text([kind]: readonly Value[], { isPostgres }: Target): string {
  if (isPostgres) return "text";
  return kind === "medium" || kind === "mediumtext"
    ? "mediumtext"
    : kind === "long" || kind === "longtext"
      ? "longtext"
      : "text";
}

function precise(args: readonly Value[], standard: number): string {
  const [precision, scale] = args;
  if (precision === null) return "decimal";
  return `decimal(${number(precision) ?? standard}, ${number(scale) ?? 2})`;
}

function moment(postgres: string, mysql: string): TypeOf {
  return (args, { isPostgres }) => {
    const [first, second] = args;
    const options = first instanceof Obj ? first : null;
    const zone = options === null ? first !== true : optionOf(options, "useTz") !== false;
    const precision =
      options === null ? number(second ?? null) : number(optionOf(options, "precision") ?? null);
    const digits = precision === null ? "" : `(${precision})`;
    if (!isPostgres) return `${mysql}${digits}`;
    return zone ? `${postgres}tz${digits}` : `${postgres}${digits}`;
  };
}

function enumeration(args: readonly Value[], target: Target, column: string): string {
  const [values, options] = args;
  if (!(values instanceof List) || values.items.some((value) => textOf(value) === null))
    throw new Unreadable("the values of the enumeration are not known");
  const list = values.items.map((value) => literal(target, textOf(value))).join(", ");
  if (!target.isPostgres) return `enum(${list})`;
  if (optionOf(options, "useNative") === true)
    return target.table(nameOf(optionOf(options, "enumName"), "type"));
  return `text CHECK (${target.name(column)} IN (${list}))`;
}

const types: Readonly<Record<string, TypeOf>> = {
  integer: ([length], { isPostgres }) =>
    isPostgres || number(length) === null ? "integer" : `int(${number(length) ?? 11})`,
  tinyint: both("smallint", "tinyint"),
  smallint: both("smallint", "smallint"),
  mediumint: both("integer", "mediumint"),
  bigint: both("bigint", "bigint"),
  bigInteger: both("bigint", "bigint"),
  increments: both("serial", "int unsigned"),
  bigincrements: both("bigserial", "bigint unsigned"),
  bigIncrements: both("bigserial", "bigint unsigned"),
  text,
  string: ([length]) => `varchar(${number(length) ?? 255})`,
  varchar: ([length]) => `varchar(${number(length) ?? 255})`,
  float: ([precision, scale], { isPostgres }) =>
    isPostgres ? "real" : `float(${number(precision) ?? 8}, ${number(scale) ?? 2})`,
  double: both("double precision", "double"),
  decimal: (args) => precise(args, 8),
  boolean: both("boolean", "boolean"),
  bool: both("boolean", "boolean"),
  date: both("date", "date"),
  datetime: moment("timestamp", "datetime"),
  dateTime: moment("timestamp", "datetime"),
  timestamp: moment("timestamp", "timestamp"),
  time: both("time", "time"),
  binary: ([length], { isPostgres }) =>
    isPostgres ? "bytea" : number(length) === null ? "blob" : `varbinary(${number(length) ?? 1})`,
  enum: enumeration,
  enu: enumeration,
  json: both("json", "json"),
  jsonb: both("jsonb", "json"),
  uuid: ([options], { isPostgres }) =>
    isPostgres ? "uuid" : optionOf(options, "useBinaryUuid") === true ? "binary(16)" : "char(36)",
  geometry: both("geometry", "geometry"),
  geography: both("geography", "geometry"),
  point: both("point", "point"),
  specificType: ([type]) => nameOf(type, "type"),
};

/** Whether a method of a table's builder adds a column. */
export const isColumnType = (method: string): boolean => Object.hasOwn(types, method);

/** The type that Knex gives a column: https://knexjs.org/guide/schema-builder.html#column-types */
export function columnType(method: string, column: string, args: readonly Value[], target: Target): string {
  const type = types[method];
  if (type === undefined) throw new Unreadable(`the type ${method} is not known`);
  return type(args, target, column);
}
