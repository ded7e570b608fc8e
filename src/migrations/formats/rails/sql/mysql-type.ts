import type { Options } from "../ruby/options.js";
import { Unreadable } from "../unreadable.js";

const integers: Readonly<Record<number, string>> = {
  1: "tinyint",
  2: "smallint",
  3: "mediumint",
  4: "int",
  5: "bigint",
  6: "bigint",
  7: "bigint",
  8: "bigint",
};

/** The smallest of TINY, plain, MEDIUM and LONG that holds so many bytes. */
function sized(kind: "text" | "blob", options: Options): string {
  const limit = options.number("limit");
  const size = options.text("size");
  if (size !== null) return `${size}${kind}`;
  if (limit === null) return kind;
  if (kind === "blob" && limit <= 0xfff) return `varbinary(${limit})`;
  if (limit <= 0xff) return `tiny${kind}`;
  if (limit <= 0xff_ff) return kind;
  return limit <= 0xff_ff_ff ? `medium${kind}` : `long${kind}`;
}

function bare(type: string, options: Options): string {
  const limit = options.number("limit");
  const precision = options.number("precision");
  switch (type) {
    case "primary_key":
      return "bigint auto_increment PRIMARY KEY";
    case "string":
      return `varchar(${limit ?? 255})`;
    case "text":
      return sized("text", options);
    case "binary":
    case "blob":
      return sized("blob", options);
    case "integer": {
      const name = integers[limit ?? 4];
      if (name === undefined) throw new Unreadable(`an integer of ${limit ?? 4} bytes does not exist`);
      return name;
    }
    case "bigint":
      return "bigint";
    case "boolean":
      return "tinyint(1)";
    case "float":
      return limit === null || limit <= 24 ? "float" : "double";
    case "decimal":
    case "numeric": {
      const scale = options.number("scale");
      return precision === null
        ? type
        : `${type}(${[precision, ...(scale === null ? [] : [scale])].join(",")})`;
    }
    case "datetime":
    case "timestamp":
    case "time":
      return precision === null ? type : `${type}(${precision})`;
    case "jsonb":
      return "json";
    default:
      return limit === null ? type : `${type}(${limit})`;
  }
}

/** A type as ActiveRecord writes it for MySQL and MariaDB. */
export function mysqlType(type: string, options: Options): string {
  const unsignedName = /^unsigned_(integer|bigint|float|decimal)$/.exec(type)?.[1];
  const unsigned = unsignedName !== undefined || options.truth("unsigned") ? " unsigned" : "";
  return bare(unsignedName ?? type, options) + unsigned;
}
