import type { Interpreter } from "../python/interpreter.js";
import { textOf } from "../python/known.js";
import type { SqlTarget } from "../python/sql-target.js";
import { Unreadable } from "../python/unreadable.js";
import { boolean, type Call, host, none, text, unknown, type Value } from "../python/value.js";
import { columnOperations } from "./operations/column-operations.js";
import { constraintOperations } from "./operations/constraint-operations.js";
import { Operation } from "./operations/operation.js";
import { tableOperations } from "./operations/table-operations.js";

const operations = { ...tableOperations, ...columnOperations, ...constraintOperations };

/** Where `op`'s methods have the table that a batch has once: after the name, but for these. */
const tableFirst = new Set([
  "add_column",
  "drop_column",
  "alter_column",
  "create_table_comment",
  "drop_table_comment",
]);

function inBatch(name: string, { args }: Call, table: Value, schema: Value | undefined): Call["args"] {
  const at = tableFirst.has(name) ? 0 : 1;
  const positional = [...args.positional];
  // A constraint's name may be given by its name.
  while (positional.length < at)
    positional.push(
      args.named.get("constraint_name") ?? args.named.get("index_name") ?? args.named.get("name") ?? none,
    );
  positional.splice(at, 0, table);
  const named = new Map(args.named);
  if (schema !== undefined) {
    named.set("schema", schema);
    named.set("source_schema", schema);
  }
  return { ...args, positional, named };
}

/** `op`, and what `op.batch_alter_table()` gives: there the table is known. */
export class OpHosts {
  readonly #target: SqlTarget;
  readonly #interpreter: Interpreter;
  readonly #connection: Value;
  readonly op: Value;

  constructor(target: SqlTarget, interpreter: Interpreter, connection: Value) {
    this.#target = target;
    this.#interpreter = interpreter;
    this.#connection = connection;
    this.op = host({
      name: "op",
      isDatabase: true,
      attribute: () => undefined,
      call: (name, call) => this.#call(name, call),
    });
  }

  #call(name: string, call: Call): Value | undefined {
    const { args, line } = call;
    switch (name) {
      case "get_bind":
        return this.#connection;
      case "get_context":
        return this.context();
      case "f":
        return args.positional[0] ?? none;
      case "batch_alter_table":
        return this.#batch(
          args.positional[0] ?? args.named.get("table_name") ?? none,
          args.named.get("schema"),
        );
      case "inline_literal":
        return args.positional[0] ?? none;
      case "__exit__":
        return none;
      default:
        return this.#run(name, args, line);
    }
  }

  #run(name: string, args: Call["args"], line: number): Value | undefined {
    const run = Object.hasOwn(operations, name) ? operations[name] : undefined;
    if (run === undefined) return undefined;
    try {
      run(new Operation(args, line, this.#target, this.#interpreter));
    } catch (error) {
      if (error instanceof Unreadable) throw new Unreadable(`${name}: ${error.message}`);
      throw error;
    }
    return unknown(name);
  }

  #batch(table: Value, schema: Value | undefined): Value {
    return host({
      name: "batch_op",
      isDatabase: true,
      attribute: () => undefined,
      call: (name, call) => {
        if (name === "__enter__" || name === "__exit__") return undefined;
        if (name === "f") return call.args.positional[0] ?? none;
        if (name === "get_bind") return this.#connection;
        if (name === "execute") return this.#run(name, call.args, call.line);
        return this.#run(name, inBatch(name, call, table, schema), call.line);
      },
    });
  }

  /** The migration's context, also as `alembic.context`. */
  context(): Value {
    const { steps } = this.#interpreter;
    const isPostgres = this.#target.isPostgres;
    const autocommit: Value = host({
      name: "autocommit_block",
      isDatabase: true,
      attribute: () => undefined,
      call: (name, { line }) => {
        // It ends the transaction that is open, and begins another one after it.
        if (isPostgres && (name === "__enter__" || name === "__exit__"))
          steps.sql(line, name === "__enter__" ? "COMMIT" : "BEGIN");
        return none;
      },
    });
    const context: Value = host({
      name: "context",
      isDatabase: true,
      attribute: (name) => {
        if (name === "dialect") return this.#interpreter.attribute(this.#connection, "dialect");
        if (name === "bind" || name === "connection") return this.#connection;
        return name === "config" || name === "opts" || name === "as_sql"
          ? name === "as_sql"
            ? boolean(false)
            : unknown(name)
          : undefined;
      },
      call: (name, { args }) => {
        if (name === "autocommit_block") return autocommit;
        if (name === "begin_transaction" || name === "__enter__" || name === "get_context") return context;
        if (name === "get_bind") return this.#connection;
        if (name === "is_offline_mode") return boolean(false);
        if (name === "get_x_argument") return unknown(name);
        return name === "__exit__" || textOf(args.positional[0]) === null ? none : text("");
      },
    });
    return context;
  }
}
