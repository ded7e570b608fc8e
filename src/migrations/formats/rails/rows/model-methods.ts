import type { Interpreter } from "../ruby/interpreter.js";
import { type Call, nil, text, unknown, type Value } from "../ruby/value.js";
import { quoteTable } from "../sql/quote.js";
import { relationMethods } from "./relation-methods.js";

const metadata = new Set(
  (
    "reset_column_information reset_primary_key reset_table_name column_names columns columns_hash primary_key " +
    "inheritance_column attribute_names attribute_types skip_callback set_callback reset_callbacks has_many belongs_to " +
    "has_one has_and_belongs_to_many scope validates attr_accessor serialize enum before_save after_save define_method " +
    "class_eval module_eval include extend ignored_columns sanitize_sql sanitize_sql_array sanitize_sql_for_conditions " +
    "sanitize arel_table human_attribute_name instance_method_already_implemented? name to_s model_name base_class " +
    "schema_cache defined_enums reflect_on_association descendants record_timestamps clear_cache! alias_attribute " +
    "remove_method undef_method const_get private_constant attribute store_accessor statuses kinds types roles"
  ).split(" "),
);
const wraps = new Set([
  "transaction",
  "no_touching",
  "unscoped",
  "uncached",
  "without_auditing",
  "suppress",
  "record_timestamps",
]);

/** Methods of a class that stands for a table. */
export function modelMethods(call: Call, interpreter: Interpreter): Value | undefined {
  const { receiver, name, block } = call;
  if (receiver.type === "relation") return relationMethods(call, receiver.model, receiver.doubt, interpreter);
  if (receiver.type !== "model") return undefined;
  const { model } = receiver;
  if (wraps.has(name) && block !== null) return interpreter.yieldTo(block, [receiver]);
  if (name === "connection" || name === "lease_connection") return { type: "connection" };
  if (name === "with_connection" && block !== null)
    return interpreter.yieldTo(block, [{ type: "connection" }]);
  if (name === "table_name_prefix" || name === "table_name_suffix") return text("");
  if (name === "table_name") return model.table === null ? unknown(name) : text(model.table);
  if (name === "quoted_table_name")
    return model.table === null ? unknown(name) : text(quoteTable(interpreter.target, model.table));
  if (metadata.has(name) || name.endsWith("=")) return name.startsWith("reset_") ? nil : unknown(name);
  return relationMethods(call, model, null, interpreter);
}
