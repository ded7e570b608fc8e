import { changeRows } from "../../python/change-rows.js";
import type { Interpreter } from "../../python/interpreter.js";
import { type Call, host, none, unknown, type Value } from "../../python/value.js";
import { execute } from "./execute.js";
import { tableOf } from "./statement.js";

const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));
const finds = words("first one one_or_none get scalar_one scalar_one_or_none");
const reads = words("all count scalar scalars yield_per fetchall");

/** A row that SQLAlchemy's ORM watches: what is assigned to it is written when the session is. */
function rowHost(table: string | null, name: string, single: boolean, interpreter: Interpreter): Value {
  return host({
    name: `a ${name}`,
    isDatabase: true,
    attribute: (attribute) => unknown(`${name}.${attribute}`, null, true),
    call: () => undefined,
    assigned: (line) =>
      changeRows(
        { line, call: `an assignment to ${name}`, verb: "update", table, rows: single ? 1 : null },
        interpreter,
      ),
    iterated: () => unknown(`a value of ${name}`, null, true),
  });
}

/** `session.query(User).filter(...)` */
function queryHost(table: string | null, name: string, interpreter: Interpreter): Value {
  const self: Value = host({
    name: `${name}.query`,
    isDatabase: true,
    attribute: () => undefined,
    call: (method, { line }) => {
      const call = `${name}.query.${method}()`;
      if (method === "update" || method === "delete") {
        changeRows({ line, call, verb: method, table }, interpreter);
        return unknown(method);
      }
      if (finds.has(method)) return rowHost(table, name, true, interpreter);
      if (!reads.has(method)) return self;
      if (method === "all" || method === "yield_per") return self;
      changeRows({ line, call, verb: "read", table }, interpreter);
      return unknown(method, null, true);
    },
    iterated: (line) => {
      changeRows({ line, call: `a loop over ${name}`, verb: "read", table }, interpreter);
      return rowHost(table, name, false, interpreter);
    },
  });
  return self;
}

const nameOf = (value: Value | undefined, table: string | null): string =>
  value?.type === "class" ? value.name : (table ?? "a table");

function addedRows(name: string, { args }: Call): { table: string | null; rows: number | null } {
  const [first, second] = args.positional;
  if (name === "bulk_insert_mappings" || name === "bulk_update_mappings")
    return {
      table: tableOf(first),
      rows: second?.type === "list" && !second.isOpen ? second.items.length : null,
    };
  const item = first?.type === "list" ? first.items[0] : first;
  const table = item?.type === "construct" ? tableOf(item.ofClass) : null;
  return { table, rows: first?.type === "list" ? (first.isOpen ? null : first.items.length) : 1 };
}

/** A session of SQLAlchemy's ORM: https://docs.sqlalchemy.org/en/20/orm/session_api.html */
export function sessionHost(interpreter: Interpreter, connection: Value): Value {
  const self: Value = host({
    name: "session",
    isDatabase: true,
    attribute: (name) => (["bind", "connection"].includes(name) ? connection : undefined),
    call: (name, call) => {
      const { args, line } = call;
      const [first] = args.positional;
      const table = tableOf(first);
      switch (name) {
        case "query":
          return queryHost(table, nameOf(first, table), interpreter);
        case "execute":
        case "scalars":
        case "scalar":
          execute(first, call, interpreter);
          return unknown(name);
        case "get":
          return rowHost(table, nameOf(first, table), true, interpreter);
        case "add":
        case "add_all":
        case "merge":
        case "bulk_save_objects":
        case "bulk_insert_mappings":
        case "bulk_update_mappings":
          // What is added again after it was read is a row that was changed, and was said to be.
          if (first?.type !== "host")
            changeRows(
              {
                line,
                call: `session.${name}()`,
                verb: name.includes("update") ? "update" : "insert",
                ...addedRows(name, call),
              },
              interpreter,
            );
          return unknown(name);
        case "delete":
          changeRows({ line, call: "session.delete()", verb: "delete", table, rows: 1 }, interpreter);
          return none;
        case "get_bind":
        case "connection":
          return connection;
        case "begin":
        case "begin_nested":
        case "no_autoflush":
        case "__enter__":
        case "":
          return self;
        default:
          return /^(commit|flush|close|rollback|expire|expire_all|expunge|expunge_all|refresh|__exit__)$/.test(
            name,
          )
            ? none
            : undefined;
      }
    },
  });
  return self;
}
