import type { Interpreter } from "../../python/interpreter.js";
import { formatted } from "../../python/operators.js";
import type { SqlTarget } from "../../python/sql-target.js";
import { Unreadable } from "../../python/unreadable.js";
import {
  boolean,
  type HostObject,
  host,
  list,
  none,
  partialText,
  text,
  unknown,
  type Value,
} from "../../python/value.js";
import { argument, textOf } from "../../python/known.js";

/** `execute(sql, params)`: Django puts the parameters into the text only where there are some. */
export function executeSql(
  sql: Value | undefined,
  params: Value | undefined,
  line: number,
  interpreter: Interpreter,
): void {
  if (sql?.type !== "text") throw new Unreadable("the SQL that it runs is not known");
  const values = params === undefined || params.type === "none" ? null : params;
  const quoted = values === null ? sql : formatted(sql, quotedParameters(values));
  if (quoted.type === "text" && quoted.text.trim() !== "")
    interpreter.steps.sql(sql.line ?? line, quoted.text);
}

/** Texts among parameters are sent in quotes. */
function quotedParameters(values: Value): Value {
  const quote = (value: Value): Value =>
    value.type === "text" && !value.isPartial
      ? text(`'${value.text.replaceAll("'", "''")}'`)
      : value.type === "number"
        ? value
        : partialText("NULL");
  if (values.type === "list") return { ...list(values.items.map(quote)), isOpen: values.isOpen };
  if (values.type === "dict")
    return { ...values, entries: values.entries.map(({ key, value }) => ({ key, value: quote(value) })) };
  return list([]);
}

const cursor = (interpreter: Interpreter): Value =>
  host({
    name: "cursor",
    isDatabase: true,
    attribute: (name) =>
      ["rowcount", "description", "lastrowid"].includes(name) ? unknown(name) : undefined,
    call: (name, { args, line }) => {
      if (name === "execute" || name === "executemany") {
        const many = name === "executemany";
        executeSql(
          argument(args, 0, "sql"),
          many ? list([]) : argument(args, 1, "params"),
          line,
          interpreter,
        );
        return unknown(name);
      }
      if (name.startsWith("fetch")) return unknown("fetched rows");
      return name === "close" || name === "__exit__" || name === "mogrify" ? none : undefined;
    },
    iterated: () => unknown("a fetched row"),
  });

function schemaEditor(connection: Value, target: SqlTarget, interpreter: Interpreter): HostObject {
  return {
    name: "schema_editor",
    isDatabase: true,
    attribute: (name) => {
      if (name === "connection") return connection;
      return name === "deferred_sql" || name === "collect_sql" ? unknown(name) : undefined;
    },
    call: (name, { args, line }) => {
      if (name === "execute") {
        executeSql(argument(args, 0, "sql"), argument(args, 1, "params"), line, interpreter);
        return none;
      }
      const given = textOf(args.positional[0]);
      if (name === "quote_name") return given === null ? unknown(name) : text(target.name(given));
      return name === "quote_value" ? unknown(name) : name === "__exit__" ? none : undefined;
    },
  };
}

/** `connection` of django.db, and what `RunPython` is given as its schema editor. */
export function connectionHosts(
  target: SqlTarget,
  interpreter: Interpreter,
): { connection: Value; editor: Value } {
  const connection: Value = host({
    name: "connection",
    isDatabase: true,
    attribute: (name) => {
      switch (name) {
        case "vendor":
          return text(target.isPostgres ? "postgresql" : "mysql");
        case "alias":
          return text("default");
        case "mysql_is_mariadb":
          return boolean(target.engine.family === "mariadb");
        case "ops":
          return editor;
        case "settings_dict":
        case "introspection":
        case "features":
        case "in_atomic_block":
        case "pg_version":
        case "mysql_version":
          return unknown(name);
        default:
          return undefined;
      }
    },
    call: (name) => {
      if (name === "cursor") return cursor(interpreter);
      if (name === "schema_editor") return editor;
      return ["close", "commit", "ensure_connection", "__exit__", "set_autocommit"].includes(name)
        ? none
        : undefined;
    },
  });
  const editor = host(schemaEditor(connection, target, interpreter));
  return { connection, editor };
}
