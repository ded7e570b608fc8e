import { textOf } from "../javascript/language/known.js";
import { Unreadable } from "../javascript/language/unreadable.js";
import { Host, List, Native, Obj, type Value } from "../javascript/language/value.js";
import type { Target } from "../javascript/sql/target.js";
import { optionOf } from "../javascript/arguments.js";

/** PostgreSQL's and MySQL's name of each type that has no parameters of its own. */
const plain: Readonly<Record<string, readonly [postgres: string, mysql: string]>> = {
  BOOLEAN: ["BOOLEAN", "TINYINT(1)"],
  TINYINT: ["SMALLINT", "TINYINT"],
  SMALLINT: ["SMALLINT", "SMALLINT"],
  MEDIUMINT: ["INTEGER", "MEDIUMINT"],
  INTEGER: ["INTEGER", "INTEGER"],
  BIGINT: ["BIGINT", "BIGINT"],
  REAL: ["REAL", "REAL"],
  FLOAT: ["FLOAT", "FLOAT"],
  DOUBLE: ["DOUBLE PRECISION", "DOUBLE PRECISION"],
  DATEONLY: ["DATE", "DATE"],
  TIME: ["TIME", "TIME"],
  UUID: ["UUID", "CHAR(36) BINARY"],
  UUIDV1: ["UUID", "CHAR(36) BINARY"],
  UUIDV4: ["UUID", "CHAR(36) BINARY"],
  JSON: ["JSON", "JSON"],
  JSONB: ["JSONB", "JSON"],
  HSTORE: ["HSTORE", "JSON"],
  CITEXT: ["CITEXT", "TEXT"],
  TSVECTOR: ["TSVECTOR", "TEXT"],
  INET: ["INET", "VARCHAR(45)"],
  CIDR: ["CIDR", "VARCHAR(45)"],
  MACADDR: ["MACADDR", "VARCHAR(45)"],
  GEOMETRY: ["GEOMETRY", "GEOMETRY"],
  GEOGRAPHY: ["GEOGRAPHY", "GEOMETRY"],
};

const sized = new Set([
  "STRING",
  "CHAR",
  "TEXT",
  "BLOB",
  "DATE",
  "DECIMAL",
  "NUMERIC",
  "ENUM",
  "ARRAY",
  "RANGE",
  "VIRTUAL",
  "NOW",
]);

/** A type of Sequelize: https://sequelize.org/docs/v6/other-topics/other-data-types/ */
export class DataType extends Host {
  readonly name: string;
  readonly args: readonly Value[];
  readonly #flags: ReadonlySet<string>;

  constructor(name: string, args: readonly Value[] = [], flags: ReadonlySet<string> = new Set()) {
    super();
    this.name = name;
    this.args = args;
    this.#flags = flags;
  }

  override get isHandle(): boolean {
    return false;
  }

  override call(args: readonly Value[]): Value {
    return new DataType(this.name, args, this.#flags);
  }

  override get(key: string): Value {
    if (key === "UNSIGNED" || key === "ZEROFILL" || key === "BINARY")
      return new DataType(this.name, this.args, new Set([...this.#flags, key]));
    return new Native(key, () => this);
  }

  /** As SQL. `enumName` is what PostgreSQL's type of an enumeration is called. */
  sql(target: Target, enumName: string): string {
    const { isPostgres } = target;
    const own = Object.hasOwn(plain, this.name) ? plain[this.name] : undefined;
    if (own !== undefined) {
      const unsigned = !isPostgres && this.#flags.has("UNSIGNED") ? " UNSIGNED" : "";
      const [length] = this.args;
      const digits = !isPostgres && typeof length === "number" ? `(${length})` : "";
      return `${isPostgres ? own[0] : own[1]}${digits}${unsigned}`;
    }
    const [first, second] = this.args;
    const size = first instanceof Obj ? optionOf(first, "length") : first;
    switch (this.name) {
      case "STRING":
        return isPostgres && this.#flags.has("BINARY") ? "BYTEA" : `VARCHAR(${textOf(size ?? 255) ?? "255"})`;
      case "CHAR":
        return `CHAR(${textOf(size ?? 255) ?? "255"})`;
      case "TEXT":
      case "BLOB":
        if (isPostgres) return this.name === "TEXT" ? "TEXT" : "BYTEA";
        return `${/^(?:tiny|medium|long)$/.exec(textOf(size ?? "") ?? "")?.[0].toUpperCase() ?? ""}${this.name}`;
      case "DATE":
        return isPostgres
          ? "TIMESTAMP WITH TIME ZONE"
          : `DATETIME${typeof size === "number" ? `(${size})` : ""}`;
      case "DECIMAL":
      case "NUMERIC":
        return typeof first === "number"
          ? `DECIMAL(${first}${typeof second === "number" ? `,${second}` : ""})`
          : "DECIMAL";
      case "ENUM":
        return isPostgres ? target.name(enumName) : `ENUM(${this.values(target).join(", ")})`;
      case "ARRAY":
        return `${typeSql(first, target, enumName)}[]`;
      default:
        throw new Unreadable(`the type ${this.name} is not known`);
    }
  }

  /** An enumeration's values, as SQL. */
  values(target: Target): readonly string[] {
    const [first] = this.args;
    const named = first instanceof Obj ? optionOf(first, "values") : first;
    const items = named instanceof List ? named.items : this.args;
    return items.map((item) => {
      const text = textOf(item);
      if (text === null) throw new Unreadable("the values of the enumeration are not known");
      return target.text(text);
    });
  }
}

/** A type by its object or as SQL. */
export function typeSql(type: Value, target: Target, enumName: string): string {
  if (type instanceof DataType) return type.sql(target, enumName);
  if (typeof type === "string") return type;
  throw new Unreadable("the type of a column is not known");
}

/** `DataTypes`, or the `Sequelize` that has them too; null: no such type. */
export const dataType = (name: string): DataType | null =>
  Object.hasOwn(plain, name) || sized.has(name) ? new DataType(name) : null;
