import { tableOfClass } from "../inflections.js";
import { modelMethods } from "../rows/model-methods.js";
import { changeTableOnline } from "../schema/lhm.js";
import { quoteName, quoteTable } from "../sql/quote.js";
import { Unreadable } from "../unreadable.js";
import type { Interpreter } from "./interpreter.js";
import { textOf } from "./known.js";
import { isEngine } from "./migration-methods.js";
import { boolean, type Call, nil, text, unknown, type Value } from "./value.js";

/** Ruby's and Rails' own, none of which touches the database. */
const harmless = new Set(
  (
    "Time Date DateTime SecureRandom JSON YAML Psych File Dir Pathname FileUtils IO Digest Digest::MD5 Digest::SHA1 " +
    "Digest::SHA256 OpenSSL OpenSSL::Digest ENV I18n Integer Float String Symbol Array Hash Set Struct OpenStruct Math " +
    "Regexp Kernel Process GC Benchmark CSV Base64 URI Logger Object Class Module Proc Comparable Thread Mutex Random " +
    "BigDecimal ObjectSpace Marshal Zlib StringIO ERB CGI Etc Signal Encoding ActiveSupport ActiveModel Zeitwerk Bundler " +
    "Gem Rails.application Rails.configuration Rails.root Rails.cache Rails.logger Logger STDOUT STDERR PG::Connection " +
    "ActiveSupport::Deprecation ActiveSupport::JSON ActiveSupport::Notifications ActiveRecord::Type " +
    "ActiveSupport::Logger ActionController::Base " +
    "ActiveSupport::HashWithIndifferentAccess HashWithIndifferentAccess Range Rational Exception StandardError " +
    "ArgumentError RuntimeError Errno Timeout Tempfile ActiveRecord::InternalMetadata ActiveSupport::Inflector"
  ).split(" "),
);
/** What of them runs programs or code, or loads what only other files tell. */
const acting: Readonly<Record<string, RegExp>> = {
  Kernel: /^(?:system|exec|spawn|fork|load|eval|`)$/,
  Process: /^(?:spawn|exec|fork)$/,
  IO: /^popen$/,
  Object: /^const_get$/,
  "PG::Connection": /^(?:new|open|connect|async_connect)$/,
  "Rails.application": /^(?:load_seed|load_tasks)$/,
};
const base = new Set(["ActiveRecord::Base", "ApplicationRecord", "ActiveRecord"]);
const online = new Set(["Lhm", "LargeHadronMigrator"]);

function rails({ name, args, block, line }: Call, interpreter: Interpreter): Value {
  if (name === "env") return { type: "constant", path: "Rails.env" };
  if (name === "version") return unknown("Rails.version");
  return interpreter.dispatch({
    receiver: { type: "constant", path: `Rails.${name}` },
    name: "itself",
    args,
    block,
    line,
  });
}

/** Migrations that count are those of production. */
function environment(call: Call, interpreter: Interpreter): Value {
  if (call.name.endsWith("?") && call.args.length === 0) return boolean(call.name === "production?");
  return interpreter.dispatch({ ...call, receiver: text("production") });
}

function activeRecord(call: Call, interpreter: Interpreter): Value {
  const { name, block } = call;
  if (name === "connection" || name === "lease_connection") return { type: "connection" };
  if (name === "connection_pool" || name === "with_connection")
    return block === null
      ? { type: "constant", path: "ActiveRecord::Base" }
      : interpreter.yieldTo(block, [{ type: "connection" }]);
  if (name.startsWith("establish_connection") || name === "connected_to" || name === "connects_to")
    throw new Unreadable("it changes which database is worked on");
  if (name.endsWith("=") || name.endsWith("?")) return unknown(name);
  return interpreter.dispatch({ ...call, receiver: { type: "migration" } });
}

/** The class of migrations itself: what it is asked to do, it does as one of them would. */
function migrationItself(call: Call, interpreter: Interpreter): Value {
  const { name } = call;
  if (name === "[]") return call.receiver;
  if (name === "new" || name === "current") return { type: "migration" };
  if (/[=?]$/.test(name) || name === "verbose") return unknown(name);
  return interpreter.dispatch({ ...call, receiver: { type: "migration" } });
}

function arel({ name, args }: Call, { target }: Interpreter): Value {
  const known = textOf(args[0]);
  if (name === "sql" && args[0] !== undefined) return args[0];
  return known === null
    ? unknown(name)
    : text(name === "quoted" ? quoteName(target, known) : quoteTable(target, known));
}

/** Methods of classes and modules that the file does not define. Other than these are taken for models. */
export function constantMethods(call: Call, interpreter: Interpreter): Value | undefined {
  const { receiver, name, block } = call;
  if (receiver.type !== "constant") return undefined;
  const path = receiver.path.replace(/^::/, "");
  if (path === "Rails") return rails(call, interpreter);
  if (path === "Rails.env") return environment(call, interpreter);
  if (path === "Arel") return arel(call, interpreter);
  if (online.has(path)) return changeTableOnline(call, interpreter);
  if (base.has(path)) return activeRecord(call, interpreter);
  if (path === "ActiveRecord::Migration") return migrationItself(call, interpreter);
  if (Object.hasOwn(acting, path) && acting[path]?.test(name) === true)
    throw new Unreadable("what it does is not known");
  if (harmless.has(path) || path.startsWith("Rails.")) {
    if (name === "itself" && path.startsWith("Rails.")) return receiver;
    if (block === null) return path === "Rails.logger" ? nil : unknown(`${path}.${name}`);
    // `Benchmark.measure { ... }` runs its block, `Dir.each_child { ... }` does so many times.
    for (const value of interpreter.loop(block, null, [unknown(`${path}.${name}`)]))
      interpreter.discard(value);
    return unknown(`${path}.${name}`);
  }
  if (/^(mysql|postgres(ql)?|sqlite|sqlserver|mariadb)\?$/.test(name)) return isEngine(name, interpreter);
  const model = { name: path, table: tableOfClass(path), scopes: new Set<string>() };
  return modelMethods({ ...call, receiver: { type: "model", model } }, interpreter);
}
