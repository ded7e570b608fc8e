import { describeCall } from "../ruby/describe.js";
import type { Interpreter } from "../ruby/interpreter.js";
import { type Call, type Doubt, type Model, nil, unknown, type Value } from "../ruby/value.js";
import { changeRows } from "./change-rows.js";

const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));

const narrows = words(
  "where not all none joins includes preload eager_load left_joins left_outer_joins select order reorder group having " +
    "limit offset distinct uniq unscoped unscope lock readonly merge or and references extending in_order_of with rewhere " +
    "reselect default_scoped scoped from strict_loading annotate optimizer_hints create_with excluding without invert_where " +
    "reverse_order regroup find_all_by extract_associated missing associated only except load scope_for_create",
);
const updates = words(
  "update_all update update! touch_all update_counters increment_counter decrement_counter reset_counters update_each",
);
const deletes = words("delete_all destroy_all delete destroy delete_by destroy_by");
const inserts = words(
  "create create! insert insert! insert_all insert_all! upsert upsert_all import import! bulk_import bulk_insert " +
    "find_or_create_by find_or_create_by! first_or_create first_or_create! create_or_find_by create_or_find_by!",
);
const finds = words(
  "find find_by find_by! first first! last last! take take! second third sole find_sole_by find_or_initialize_by " +
    "first_or_initialize new build find_by_id find_by_name",
);
const batches = words("in_batches find_in_batches");
const iterates = words(
  "each find_each each_with_index each_record map collect flat_map filter_map select reject filter find_all partition " +
    "group_by index_by sort_by sum each_slice inject reduce each_with_object detect any? all? min_by max_by to_h",
);
const reads = words(
  "count pluck ids maximum minimum average sum calculate group_by to_a to_ary records entries find_by_sql",
);
const cheap = words(
  "exists? any? none? empty? many? one? size length present? blank? pick cache_key inspect",
);

/** A model's rows, or some of them, under another name in a chain of calls. */
const relation = (model: Model, doubt: Doubt | null): Value => ({ type: "relation", model, doubt });

/** How many rows a call inserts, where its argument is a list that stands in the code. */
function inserted({ name, args }: Call): number | null {
  const [list] = args;
  if (list?.type === "array") return list.items.length;
  return /_all|import|bulk/.test(name) ? null : 1;
}

function iterate(call: Call, model: Model, interpreter: Interpreter): Value {
  const { block, name } = call;
  const before = interpreter.steps.steps.length;
  if (block === null) {
    if (!batches.has(name)) changeRows(call, "read", model.table, interpreter);
    return relation(model, null);
  }
  const record: Value = { type: "record", table: model.table, single: false, isNew: false };
  const values = interpreter.loop(block, null, [
    batches.has(name) ? relation(model, null) : record,
    unknown("an index"),
  ]);
  if (/^(each|find_each|in_batches|find_in_batches)/.test(name))
    for (const value of values) interpreter.discard(value);
  const touched = interpreter.steps.steps.slice(before);
  if (!touched.some((step) => step.kind === "rows" && step.table === model.table))
    changeRows(call, "read", model.table, interpreter);
  return unknown(name);
}

/** Methods of a relation, most of which its class answers, too. */
export function relationMethods(
  call: Call,
  model: Model,
  doubt: Doubt | null,
  interpreter: Interpreter,
): Value | undefined {
  const { name, block, line } = call;
  const { table } = model;
  if (batches.has(name) || (iterates.has(name) && (block !== null || /^(each|find_each)/.test(name))))
    return iterate(call, model, interpreter);
  if (narrows.has(name)) return relation(model, doubt);
  if (updates.has(name)) {
    changeRows(call, "update", table, interpreter);
    return nil;
  }
  if (deletes.has(name)) {
    changeRows(call, "delete", table, interpreter);
    return nil;
  }
  if (inserts.has(name)) {
    changeRows(call, "insert", table, interpreter, inserted(call));
    const record: Value = { type: "record", table, single: true, isNew: false };
    if (block !== null) interpreter.yieldTo(block, [record]);
    return record;
  }
  if (finds.has(name) || name.startsWith("find_by_")) {
    const isNew = /^(new|build|find_or_initialize|first_or_initialize)/.test(name);
    const record: Value = { type: "record", table, single: true, isNew };
    if (block !== null) interpreter.yieldTo(block, [record]);
    return record;
  }
  if (reads.has(name)) {
    changeRows(call, "read", table, interpreter);
    return unknown(name);
  }
  if (cheap.has(name) || name.endsWith("?")) return unknown(name);
  if (model.scopes.has(name)) return relation(model, doubt);
  if (block !== null) interpreter.loop(block, null, [{ type: "record", table, single: false, isNew: false }]);
  // A scope of the application, as long as something is done with it.
  return relation(model, { line, call: describeCall(call) });
}
