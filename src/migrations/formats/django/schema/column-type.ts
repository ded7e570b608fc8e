import { textOf } from "../../python/known.js";
import type { SqlTarget } from "../../python/sql-target.js";
import { Unreadable } from "../../python/unreadable.js";
import { isAtLeast } from "../../../engine.js";
import { readField, numberOf, type Field } from "./field.js";

/** https://github.com/django/django/blob/stable/5.2.x/django/db/backends/postgresql/base.py (`data_types`) */
const postgres: Readonly<Record<string, string>> = {
  AutoField: "integer",
  BigAutoField: "bigint",
  SmallAutoField: "smallint",
  BinaryField: "bytea",
  BooleanField: "boolean",
  NullBooleanField: "boolean",
  DateField: "date",
  DateTimeField: "timestamp with time zone",
  DurationField: "interval",
  FloatField: "double precision",
  IntegerField: "integer",
  BigIntegerField: "bigint",
  IPAddressField: "inet",
  GenericIPAddressField: "inet",
  JSONField: "jsonb",
  PositiveBigIntegerField: "bigint",
  PositiveIntegerField: "integer",
  PositiveSmallIntegerField: "smallint",
  SmallIntegerField: "smallint",
  OrderWrt: "integer",
  TextField: "text",
  TimeField: "time",
  UUIDField: "uuid",
  HStoreField: "hstore",
  CICharField: "citext",
  CIEmailField: "citext",
  CITextField: "citext",
  IntegerRangeField: "int4range",
  BigIntegerRangeField: "int8range",
  DecimalRangeField: "numrange",
  DateTimeRangeField: "tstzrange",
  DateRangeField: "daterange",
  SearchVectorField: "tsvector",
  RasterField: "raster",
};

/** https://github.com/django/django/blob/stable/5.2.x/django/db/backends/mysql/base.py (`_data_types`) */
const mysql: Readonly<Record<string, string>> = {
  AutoField: "integer",
  BigAutoField: "bigint",
  SmallAutoField: "smallint",
  BinaryField: "longblob",
  BooleanField: "bool",
  NullBooleanField: "bool",
  DateField: "date",
  DateTimeField: "datetime(6)",
  DurationField: "bigint",
  FloatField: "double precision",
  IntegerField: "integer",
  BigIntegerField: "bigint",
  IPAddressField: "char(15)",
  GenericIPAddressField: "char(39)",
  JSONField: "json",
  PositiveBigIntegerField: "bigint UNSIGNED",
  PositiveIntegerField: "integer UNSIGNED",
  PositiveSmallIntegerField: "smallint UNSIGNED",
  SmallIntegerField: "smallint",
  OrderWrt: "integer",
  TextField: "longtext",
  TimeField: "time(6)",
};

/** Fields of characters with the length that they have where none is said; "": as long as may be. */
const lengths: Readonly<Record<string, string>> = {
  CharField: "",
  CommaSeparatedIntegerField: "",
  SlugField: "50",
  EmailField: "254",
  URLField: "200",
  FileField: "100",
  ImageField: "100",
  FilePathField: "100",
};

/** Finds the field that a foreign key refers to; null: it is in another file. */
export type FindKey = (field: Field) => Field | null;

function geometry(field: Field, target: SqlTarget): string {
  const shape = field.type.replace(/Field$/, "").toUpperCase();
  if (!target.isPostgres) return shape;
  const type = field.construct.args.named.get("geography")?.type === "boolean" ? "geography" : "geometry";
  return `${type}(${shape},${numberOf(field, "srid") ?? "4326"})`;
}

function keyType(field: Field, target: SqlTarget, findKey: FindKey): string {
  const key = findKey(field);
  // Without `DEFAULT_AUTO_FIELD` and the other file: what Django makes of new projects' keys.
  if (key === null) return "bigint";
  return columnType(key, target, findKey);
}

/** The column's type in the engine's SQL. @throws Unreadable */
export function columnType(field: Field, target: SqlTarget, findKey: FindKey): string {
  const { type, base } = field;
  if (type === "ForeignKey" || type === "OneToOneField") return keyType(field, target, findKey);
  if (type === "ArrayField")
    return `${base === null ? "text" : columnType(base, target, findKey)}[${numberOf(field, "size") ?? ""}]`;
  if (type === "GeneratedField") {
    const output = readField(field.name, field.construct.args.named.get("output_field"));
    if (output === null) throw new Unreadable(`the type of field ${field.name} is not known`);
    return columnType(output, target, findKey);
  }
  if (type === "DecimalField")
    return `numeric(${numberOf(field, "max_digits", 2) ?? "10"}, ${numberOf(field, "decimal_places", 3) ?? "0"})`;
  const length = numberOf(field, "max_length", -1) ?? lengths[type];
  if (type in lengths) {
    if (length === "") return target.isPostgres ? "varchar" : "varchar(255)";
    return `varchar(${length ?? ""})`;
  }
  if (type === "UUIDField" && !target.isPostgres)
    return target.engine.family === "mariadb" && isAtLeast(target.engine, 10, 7) ? "uuid" : "char(32)";
  const plain = (target.isPostgres ? postgres : mysql)[type];
  if (plain !== undefined) return plain;
  if (/(Geometry|Point|LineString|Polygon|Collection)Field$/.test(type)) return geometry(field, target);
  const own = textOf(field.construct.args.named.get("db_type"));
  if (own !== null) return own;
  if (length !== undefined) return `varchar(${length})`;
  throw new Unreadable(`the type of field ${field.name}, ${field.path}, is not known`);
}

/** Whether the type is one of characters, for which PostgreSQL gets a second index for LIKE. */
export const isCharacters = (type: string): boolean => /^(varchar|text)/.test(type);
