import { Host, List, Native, Obj, PartialText, Unknown, type Value } from "../javascript/language/value.js";
import { sendSql } from "../javascript/send-sql.js";
import { literal } from "../javascript/sql/literal.js";
import type { Target } from "../javascript/sql/target.js";
import type { Database } from "./database.js";
import { Unreadable } from "../javascript/language/unreadable.js";
import { nameOf } from "../javascript/arguments.js";

/** SQL that Knex sends or puts in as it is. */
export class Raw extends Host {
  readonly name = "raw";
  readonly sql: Value;
  readonly #database: Database;
  #sent = false;

  constructor(database: Database, sql: Value) {
    super();
    this.#database = database;
    this.sql = sql;
  }

  override get isHandle(): boolean {
    return false;
  }

  override get(key: string): Value {
    if (key === "then" || key === "catch" || key === "finally") return undefined;
    if (key === "toString" || key === "toQuery") return new Native(key, () => this.sql);
    return new Native(key, () => this);
  }

  override settle(line: number): Value {
    if (!this.#sent) {
      this.#sent = true;
      sendSql(this.#database.interpreter, this.sql, line);
    }
    return new Unknown("rows of a query", { rows: true });
  }
}

/** The text of a default or an expression that was put in with raw(). */
export function rawText({ sql }: Raw): string {
  if (typeof sql === "string") return sql;
  throw new Unreadable("the SQL is put together from values that are not known");
}

/** A binding, as it is put into the text. */
function bound(target: Target, value: Value, isName: boolean): string {
  if (value instanceof Raw) return rawText(value);
  if (!isName) return literal(target, value);
  return target.table(nameOf(value, "name"));
}

/**
 * Knex's bindings: `?` and `:name` are values, `??` and `:name:` names
 * (https://knexjs.org/guide/raw.html#raw-parameter-binding).
 */
export function withBindings(target: Target, sql: Value, bindings: Value): Value {
  const text = typeof sql === "string" ? sql : sql instanceof PartialText ? sql.text : null;
  if (text === null || bindings === undefined) return sql;
  let filled: string;
  if (bindings instanceof Obj) {
    filled = text.replace(/(::?)(\w+)(:?)/g, (whole, colon: string, key: string, name: string) =>
      colon === ":" && bindings.entries.has(key)
        ? bound(target, bindings.entries.get(key), name !== "")
        : whole,
    );
  } else {
    const values = bindings instanceof List ? [...bindings.items] : [bindings];
    filled = text.replace(/\\\?|\?\??/g, (mark) => {
      if (mark.startsWith("\\")) return "?";
      return values.length === 0 ? mark : bound(target, values.shift(), mark === "??");
    });
  }
  return typeof sql === "string" ? filled : new PartialText(filled);
}
