import type { Interpreter } from "../../python/interpreter.js";
import { textOf } from "../../python/known.js";
import type { SqlTarget } from "../../python/sql-target.js";
import { host, none, text, unknown, type Value } from "../../python/value.js";
import { execute } from "./execute.js";

/** The connection that `op.get_bind()` gives. */
export function connectionHost(target: SqlTarget, interpreter: Interpreter): Value {
  const dialectName = text(target.isPostgres ? "postgresql" : "mysql");
  const dialect: Value = host({
    name: "dialect",
    isDatabase: false,
    attribute: (name) => {
      if (name === "name") return dialectName;
      if (name === "identifier_preparer") return dialect;
      return name === "is_mariadb" ? unknown(name) : undefined;
    },
    call: (name, { args }) => {
      const given = textOf(args.positional[0]);
      return name.startsWith("quote") && given !== null ? text(target.name(given)) : unknown(name);
    },
  });
  const self: Value = host({
    name: "connection",
    isDatabase: true,
    attribute: (name) => {
      if (name === "dialect") return dialect;
      if (name === "engine" || name === "connection" || name === "bind") return self;
      return name === "name" ? dialectName : undefined;
    },
    call: (name, call) => {
      switch (name) {
        case "execute":
        case "exec_driver_sql":
        case "scalar":
        case "scalars":
          execute(call.args.positional[0] ?? call.args.named.get("statement"), call, interpreter);
          return unknown(name);
        case "begin":
        case "begin_nested":
        case "connect":
        case "execution_options":
        case "__enter__":
        case "cursor":
          return self;
        case "close":
        case "commit":
        case "rollback":
        case "detach":
        case "__exit__":
          return none;
        default:
          return /^(fetch|has_table|dialect)/.test(name) ? unknown(name) : undefined;
      }
    },
  });
  return self;
}
