import { isCallable, isPlain, textOf } from "../javascript/language/known.js";
import { Host, List, Native, Obj, Unknown, type Value } from "../javascript/language/value.js";
import { literal } from "../javascript/sql/literal.js";
import type { Target } from "../javascript/sql/target.js";
import type { Database } from "./database.js";
import { Raw } from "./raw.js";

type Verb = "insert" | "update" | "delete" | "read";

type Method = (query: QueryBuilder, args: readonly Value[], line: number) => void;

const operators = new Set([
  "=",
  "<",
  ">",
  "<=",
  ">=",
  "<>",
  "!=",
  "like",
  "ilike",
  "not like",
  "in",
  "not in",
  "is",
  "is not",
]);

/** A comparison as SQL; null: it is put together by code that is not followed. */
function comparison(target: Target, column: Value, operator: Value, value: Value): string | null {
  const name = textOf(column);
  const sign = textOf(operator)?.toLowerCase() ?? "";
  if (name === null || !operators.has(sign) || value instanceof Host || isCallable(value)) return null;
  const left = target.table(name);
  if (sign === "in" || sign === "not in") {
    if (!(value instanceof List)) return null;
    return `${left} ${sign} (${value.items.map((item) => literal(target, item)).join(", ") || "NULL"})`;
  }
  if (value === null) return `${left} IS ${sign === "=" || sign === "is" ? "" : "NOT "}NULL`;
  // Of a comparison with NULL the planner makes nothing at all.
  return `${left} ${sign === "is" || sign === "is not" ? "=" : sign} ${literal(target, isPlain(value) ? value : "?")}`;
}

function where(
  query: QueryBuilder,
  [column, operator, value]: readonly Value[],
  args: readonly Value[],
): void {
  const { target } = query.database;
  if (column instanceof Obj && !column.open)
    for (const [name, one] of column.entries) query.and(comparison(target, name, "=", one));
  else if (args.length === 2) query.and(comparison(target, column, "=", operator));
  else query.and(args.length === 3 ? comparison(target, column, operator, value) : null);
}

const take =
  (verb: Verb): Method =>
  (query, [values], line) => {
    query.verb = verb;
    query.line = line;
    if (values !== undefined) query.values = values;
  };

const methods: Readonly<Record<string, Method>> = {
  insert: take("insert"),
  upsert: take("insert"),
  update: (query, args, line) => {
    take("update")(query, args, line);
    const [column, value] = args;
    if (typeof column === "string") query.values = new Obj([[column, value]]);
  },
  increment: take("update"),
  decrement: take("update"),
  del: take("delete"),
  delete: take("delete"),
  truncate: (query, _args, line) => {
    query.truncates = true;
    query.line = line;
  },
  into: (query, [table]) => query.from(table),
  from: (query, [table]) => query.from(table),
  table: (query, [table]) => query.from(table),
  first: (query) => (query.single = true),
  where: (query, args) => where(query, args, args),
  andWhere: (query, args) => where(query, args, args),
  whereIn: (query, [column, values]) => query.and(comparison(query.database.target, column, "in", values)),
  whereNotIn: (query, [column, values]) =>
    query.and(comparison(query.database.target, column, "not in", values)),
  whereNull: (query, [column]) => query.and(comparison(query.database.target, column, "=", null)),
  whereNotNull: (query, [column]) => query.and(comparison(query.database.target, column, "<>", null)),
};

/** Parts of a query that narrow it by more than is followed. */
const narrows = /^(or|and)?where|^(inner|left|right|full|cross|outer)?join|^having|^limit|^or/i;

/** A query that is being put together: https://knexjs.org/guide/query-builder.html */
export class QueryBuilder extends Host {
  readonly name = "a query";
  readonly database: Database;
  verb: Verb = "read";
  values: Value = undefined;
  single = false;
  truncates = false;
  line: number;
  #table: string | null = null;
  readonly #conditions: string[] = [];
  #isFollowed = true;
  #isSent = false;

  constructor(database: Database, table: Value, line: number) {
    super();
    this.database = database;
    this.line = line;
    this.from(table);
  }

  override get isHandle(): boolean {
    return false;
  }

  override get(key: string): Value {
    if (key === "then" || key === "catch" || key === "finally") return undefined;
    const method = Object.hasOwn(methods, key) ? methods[key] : undefined;
    return new Native(`query.${key}`, (args, line) => {
      if (method !== undefined) method(this, args, line);
      else if (narrows.test(key)) this.#isFollowed = false;
      else if (key === "toString" || key === "toSQL" || key === "toQuery") {
        this.#isSent = true;
        return new Unknown("the SQL of a query");
      } else if (key === "stream" || key === "pipe") return this.settle(line);
      return this;
    });
  }

  from(table: Value): void {
    const name =
      table instanceof Obj
        ? textOf([...table.entries.values()][0] ?? new Unknown("a table"))
        : typeof table === "string"
          ? table
          : null;
    if (name !== null) this.#table = name.replace(/\s+as\s+.*$/i, "").trim();
  }

  and(condition: string | null): void {
    if (condition === null) this.#isFollowed = false;
    else this.#conditions.push(condition);
  }

  override settle(line: number): Value {
    if (!this.#isSent) {
      this.#isSent = true;
      this.#send(this.verb === "read" ? line : this.line);
    }
    return new Unknown("rows of a query", { rows: true });
  }

  /** Sends what was never awaited, if it changes rows: code that is not followed may have run it. */
  sendLeftOver(): void {
    if (!this.#isSent && (this.verb !== "read" || this.truncates)) this.settle(this.line);
  }

  #send(line: number): void {
    const { steps, inUnknownLoop } = this.database.interpreter;
    const { target } = this.database;
    const { verb } = this;
    const table = this.#table;
    if (this.truncates && table !== null) {
      steps.sql(line, `TRUNCATE ${target.isPostgres ? "" : "TABLE "}${target.table(table)}`);
      return;
    }
    const sql = table === null || inUnknownLoop ? null : this.#sql(table);
    if (sql !== null) {
      steps.sql(line, sql);
      return;
    }
    if (verb === "read" && (this.single || inUnknownLoop || table === null)) return;
    const rows = this.#rows();
    const whose = table === null ? "rows of a table that the code does not name" : `rows of ${table}`;
    const note =
      rows === null
        ? `The code ${verb}s ${whose}: how many cannot be told from it`
        : `The code ${verb}s ${rows === 1 ? "one row" : `${rows} rows`}${table === null ? "" : ` of ${table}`}`;
    steps.rows({ line, verb, table, note, ...(rows === null ? {} : { rows }) });
  }

  /** How many rows are inserted, where the code tells. */
  #rows(): number | null {
    if (this.verb !== "insert" || this.database.interpreter.inUnknownLoop) return null;
    const { values } = this;
    if (values instanceof Obj) return 1;
    const isTold = values instanceof List && values.items.every((item) => item instanceof Obj);
    return isTold ? values.items.length : null;
  }

  /** As SQL, where all of it is followed. */
  #sql(table: string): string | null {
    const { target } = this.database;
    const { values } = this;
    const condition = this.#conditions.length === 0 ? "" : ` WHERE ${this.#conditions.join(" AND ")}`;
    if (!this.#isFollowed) return null;
    if (this.verb === "delete") return `DELETE FROM ${target.table(table)}${condition}`;
    if (this.verb !== "update" || !(values instanceof Obj) || values.open || values.entries.size === 0)
      return null;
    const sets = [...values.entries].map(
      ([column, value]) =>
        `${target.name(column)} = ${value instanceof Raw ? "NULL" : literal(target, value)}`,
    );
    return `UPDATE ${target.table(table)} SET ${sets.join(", ")}${condition}`;
  }
}
