import { as, lastName, textsOf, type Node, type TypeName } from "../parser/ast.js";

/** A column's type as PostgreSQL's catalogue names it: {name: "varchar", arguments: [255], array: false}. */
export interface ColumnType {
  /** "int8", "varchar", "bpchar", "timestamptz"; a user's own type by its name without schema. */
  readonly name: string;
  /** Length, or precision and scale; empty where none is given. */
  readonly arguments: readonly number[];
  readonly array: boolean;
}

const fullRangeOfInterval = 0x7fff;

export function columnType(type: TypeName): ColumnType {
  const name = lastName(type.names) ?? "";
  const numbers = (type.typmods ?? []).map(numberOf).filter((number) => number !== null);
  return { name, arguments: argumentsOf(name, numbers), array: (type.arrayBounds ?? []).length > 0 };
}

/** serial and its kind are no types but a default: the type that the column gets. */
export function withoutSerial(type: ColumnType): ColumnType {
  const name = serials.get(type.name);
  return name === undefined ? type : { ...type, name };
}

export function isSerial(type: ColumnType): boolean {
  return serials.has(type.name);
}

const serials: ReadonlyMap<string, string> = new Map([
  ["serial", "int4"],
  ["serial4", "int4"],
  ["bigserial", "int8"],
  ["serial8", "int8"],
  ["smallserial", "int2"],
  ["serial2", "int2"],
]);

/** For people: "varchar(255)[]". */
export function formatType(type: ColumnType): string {
  const told = type.arguments.length === 0 ? "" : `(${type.arguments.join(",")})`;
  return `${spelled.get(type.name) ?? type.name}${told}${type.array ? "[]" : ""}`;
}

const spelled: ReadonlyMap<string, string> = new Map([
  ["int2", "smallint"],
  ["int4", "integer"],
  ["int8", "bigint"],
  ["float4", "real"],
  ["float8", "double precision"],
  ["bool", "boolean"],
  ["bpchar", "char"],
]);

/** Whether the type's definition comes with PostgreSQL or with a well-known extension, so that it is no domain. */
export function isKnownType(type: ColumnType, names: TypeName["names"]): boolean {
  return textsOf(names)[0] === "pg_catalog" || known.has(type.name) || isSerial(type);
}

const known = new Set(
  (
    "int2 int4 int8 float4 float8 numeric bool text varchar bpchar char name bytea date time timetz timestamp timestamptz " +
    "interval json jsonb jsonpath xml uuid inet cidr macaddr macaddr8 bit varbit money oid regclass regtype regproc tid " +
    "point line lseg box path polygon circle tsvector tsquery int4range int8range numrange tsrange tstzrange daterange " +
    "int4multirange int8multirange nummultirange tsmultirange tstzmultirange datemultirange pg_lsn xid xid8 " +
    "citext hstore ltree lquery cube seg isbn geometry geography raster vector halfvec sparsevec"
  ).split(" "),
);

function numberOf(node: Node): number | null {
  const constant = as(node, "A_Const");
  // The parser leaves out a zero.
  return constant?.ival === undefined ? null : (constant.ival.ival ?? 0);
}

function argumentsOf(name: string, numbers: readonly number[]): readonly number[] {
  if (name !== "interval") return numbers;
  // interval's first is a mask of fields ("interval second(3)"), all of them where only a precision is given.
  return numbers[0] === fullRangeOfInterval ? numbers.slice(1) : numbers;
}
