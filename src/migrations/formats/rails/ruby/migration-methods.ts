import { quoteName, quoteTable, quoteText } from "../sql/quote.js";
import { indexName } from "../sql/names.js";
import { indexColumns } from "../sql/index-sql.js";
import { Unreadable } from "../unreadable.js";
import { ControlFlow } from "./control-flow.js";
import type { Interpreter } from "./interpreter.js";
import { interpolated, textOf } from "./known.js";
import { SchemaCall } from "../schema/schema-call.js";
import { array, boolean, type Call, nil, text, unknown, type Value } from "./value.js";

const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));

/** They write to the log, load code or set what this migration's own statements do not feel. */
const harmless = words(
  "say puts print p pp warn announce write require require_relative require_dependency disable_ddl_transaction! " +
    "disable_lock_timeout! include extend private public protected attr_reader attr_accessor attr_writer private_constant " +
    "module_function clear_cache! enable_query_cache! disable_query_cache! clear_query_cache reset_pk_sequence! reset! " +
    "reconnect! verify! materialize_transactions begin_db_transaction commit_db_transaction binding freeze exit srand",
);
/** They run their block once, at once. */
const wraps = words(
  "say_with_time suppress_messages safety_assured transaction without_statement_timeout disable_statement_timeout " +
    "with_lock_retries with_timeout with_statement_timeout with_lock_timeout uncached cache without_timestamps catch " +
    "ignore_errors silence_stream disable_referential_integrity up_only suppress silence with_retries synchronize " +
    "Array ensure_connection with_connection unscoped measure",
);
const reads = words(
  "tables columns indexes foreign_keys primary_key primary_keys views data_sources check_constraints column_names version " +
    "migration_context logger caller rand lookup_cast_type current_database current_schema select extensions enum_types " +
    "database_version server_version mariadb_version schema_names native_database_types pool schema_cache config options " +
    "version_info charset collation name exclusion_constraints unique_constraints index_name_length raw_connection_info " +
    "allowed_index_name_length max_index_name_size connection_config db_config current_database_name adapter " +
    "gets",
);

/** A pause between batches is no matter, in seconds. */
const longSleep = 10;

/** ActiveRecord's name for its connection to the engine; MySQL has two adapters. */
function adapterName({ target }: Interpreter): Value {
  const names = target.isPostgres ? ["PostgreSQL"] : ["Mysql2", "Trilogy"];
  return { type: "choice", values: names.map(text) };
}

function quoted({ args }: Call, { target }: Interpreter): Value {
  const [value] = args;
  if (value === undefined) return unknown("quote");
  if (value.type === "nil") return text("NULL");
  if (value.type === "number") return text(String(value.number));
  if (value.type === "boolean")
    return text(target.isPostgres ? String(value.truth).toUpperCase() : value.truth ? "1" : "0");
  const known = textOf(value);
  return known === null ? unknown("quote") : text(quoteText(target, known));
}

function control(call: Call, interpreter: Interpreter): Value | undefined {
  const { name, block, args } = call;
  switch (name) {
    case "raise":
    case "fail":
    case "abort":
      throw new ControlFlow("raise");
    case "sleep":
      if (args[0]?.type === "number" && args[0].number >= longSleep)
        throw new Unreadable(`it waits for ${args[0].number} seconds on purpose`);
      return nil;
    case "reversible":
      return block === null ? nil : interpreter.yieldTo(block, [{ type: "direction" }]);
    case "revert":
      if (block === null) throw new Unreadable("it undoes a migration of another file");
      interpreter.revert(() => interpreter.yieldTo(block, []));
      return nil;
    case "up_only":
      return interpreter.reverting || block === null ? nil : interpreter.yieldTo(block, []);
    case "reverting?":
      return boolean(interpreter.reverting);
    case "lambda":
    case "proc":
      return block === null ? unknown(name) : { type: "lambda", block };
    case "loop":
      if (block !== null) for (const value of interpreter.loop(block, null, [])) interpreter.discard(value);
      return nil;
    case "block_given?":
      return unknown(name);
    case "Array":
      return args[0]?.type === "array"
        ? args[0]
        : array(args[0] === undefined || args[0].type === "nil" ? [] : [args[0]]);
    default:
      return undefined;
  }
}

function naming(call: Call, interpreter: Interpreter): Value | undefined {
  const { name, args } = call;
  const known = textOf(args[0]);
  switch (name) {
    case "connection":
    case "lease_connection":
      return { type: "connection" };
    case "adapter_name":
      return adapterName(interpreter);
    case "table_name_prefix":
    case "table_name_suffix":
      return text("");
    case "quote_table_name":
      return known === null ? unknown(name) : text(quoteTable(interpreter.target, known));
    case "quote_column_name":
      return known === null ? unknown(name) : text(quoteName(interpreter.target, known));
    case "quote":
      return quoted(call, interpreter);
    case "quoted_date":
      return unknown(name);
    case "quote_string":
      return known === null ? unknown(name) : text(known.replaceAll("'", "''"));
    case "quoted_true":
    case "quoted_false":
      return text(
        interpreter.target.isPostgres ? name.slice(7).toUpperCase() : name === "quoted_true" ? "1" : "0",
      );
    case "String": {
      const shown = args[0] === undefined ? null : interpolated(args[0]);
      return shown === null ? unknown(name) : text(shown);
    }
    case "Integer":
      return args[0]?.type === "number" ? args[0] : unknown(name);
    case "index_name": {
      const command = new SchemaCall(call, interpreter);
      return text(indexName(command.table, indexColumns(command.options.value("column") ?? command.args[1])));
    }
    case "mysql?":
    case "postgresql?":
    case "postgres?":
    case "sqlite?":
    case "sqlserver?":
    case "mariadb?":
      return isEngine(name, interpreter);
    default:
      return undefined;
  }
}

/** `mysql?`, `postgresql?`: what helpers of applications call the question of the engine. */
export function isEngine(name: string, { target }: Interpreter): Value {
  const { family } = target.engine;
  if (name.startsWith("postgres")) return boolean(target.isPostgres);
  if (name === "mysql?") return boolean(!target.isPostgres);
  return boolean(name === "mariadb?" && family === "mariadb");
}

/** What a migration can call besides the schema's commands. */
export function migrationMethods(call: Call, interpreter: Interpreter): Value | undefined {
  const { name, block } = call;
  const value = control(call, interpreter) ?? naming(call, interpreter);
  if (value !== undefined) return value;
  if (harmless.has(name)) return nil;
  if (wraps.has(name)) return block === null ? nil : interpreter.yieldTo(block, []);
  return reads.has(name) || name.endsWith("?") ? unknown(name) : undefined;
}
