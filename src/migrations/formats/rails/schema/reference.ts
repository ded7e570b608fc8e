import { pluralize } from "../inflections.js";
import { Options } from "../ruby/options.js";
import { type Value, symbol, text } from "../ruby/value.js";
import type { Column } from "../sql/column-sql.js";
import type { Target } from "../sql/target.js";
import { Unreadable } from "../unreadable.js";
import { keyType, makeColumn } from "./column.js";

/** What `references :user, ...` asks for. */
export interface Reference {
  readonly columns: readonly Column[];
  readonly index: { readonly columns: readonly string[]; readonly options: Options } | null;
  readonly foreignKey: { readonly toTable: string; readonly options: Options } | null;
}

const own = ["index", "foreign_key", "polymorphic", "type", "if_not_exists", "if_exists"];

function indexOf(target: Target, name: string, table: string, columns: readonly string[], options: Options) {
  if (!options.has("index") && !target.since(5, 0)) return null;
  const index = options.has("index") ? options.nested("index") : new Options();
  if (index === null) return null;
  // Since 6.1 the index of a polymorphic reference is called after the reference.
  const named = index.has("name") || columns.length === 1 || !target.since(6, 1);
  const given = named ? [] : [{ key: symbol("name"), value: text(`index_${table}_on_${name}`) }];
  return { columns, options: index.with(given) };
}

function foreignKeyOf(name: string, options: Options): Reference["foreignKey"] {
  const foreignKey = options.nested("foreign_key");
  if (foreignKey === null) return null;
  if (options.has("polymorphic") && options.truth("polymorphic"))
    throw new Unreadable("a polymorphic reference has no foreign key");
  const column: Value = text(`${name}_id`);
  return {
    toTable: foreignKey.text("to_table") ?? pluralize(name),
    options: foreignKey.has("column")
      ? foreignKey
      : foreignKey.with([{ key: symbol("column"), value: column }]),
  };
}

/** The columns, index and foreign key of one reference. */
export function makeReference(target: Target, table: string, name: string, options: Options): Reference {
  const plain = options.without(...own);
  const type = options.text("type") ?? keyType(target);
  const key = makeColumn(target, `${name}_id`, type, plain);
  const polymorphic = options.nested("polymorphic");
  const shared = new Options(
    plain.entries.filter(
      ({ key: option }) => option.type === "text" && ["null", "first", "after"].includes(option.text),
    ),
  );
  const columns =
    polymorphic === null
      ? [key]
      : [makeColumn(target, `${name}_type`, "string", shared.with(polymorphic.entries)), key];
  const names = columns.map((column) => column.name);
  return {
    columns,
    index: indexOf(target, name, table, names, options),
    foreignKey: foreignKeyOf(name, options),
  };
}
