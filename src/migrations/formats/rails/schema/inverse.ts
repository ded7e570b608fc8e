import { entryOf, truthOf } from "../ruby/known.js";
import { boolean, type Call, hash, nil, symbol, type Value } from "../ruby/value.js";
import { Unreadable } from "../unreadable.js";

const opposites: readonly (readonly [string, string])[] = [
  ["create_table", "drop_table"],
  ["create_join_table", "drop_join_table"],
  ["add_column", "remove_column"],
  ["add_columns", "remove_columns"],
  ["add_index", "remove_index"],
  ["add_reference", "remove_reference"],
  ["add_belongs_to", "remove_belongs_to"],
  ["add_timestamps", "remove_timestamps"],
  ["add_foreign_key", "remove_foreign_key"],
  ["add_check_constraint", "remove_check_constraint"],
  ["add_exclusion_constraint", "remove_exclusion_constraint"],
  ["add_unique_constraint", "remove_unique_constraint"],
  ["enable_extension", "disable_extension"],
  ["create_enum", "drop_enum"],
  ["create_schema", "drop_schema"],
];

const opposite = new Map(opposites.flatMap(([one, other]) => [[one, other] as const, [other, one] as const]));

const swap = ({ args }: Call, first: number): readonly Value[] => [
  ...args.slice(0, first),
  args[first + 1] ?? nil,
  args[first] ?? nil,
  ...args.slice(first + 2),
];

function fromAndTo(call: Call): readonly Value[] {
  const change = call.args.at(-1);
  const from = change?.type === "hash" ? entryOf(change.entries, "from") : undefined;
  const to = change?.type === "hash" ? entryOf(change.entries, "to") : undefined;
  if (from === undefined || to === undefined) throw new Unreadable("it cannot be turned around");
  return [
    ...call.args.slice(0, -1),
    hash([
      { key: symbol("from"), value: to },
      { key: symbol("to"), value: from },
    ]),
  ];
}

/** The command that undoes another, as `revert` sends it. @throws Unreadable where Rails could not either */
export function inverseOf(call: Call): Call {
  const name = opposite.get(call.name);
  if (name !== undefined) {
    // What a dropped column was is told by its type; what it is told by removing it needs none.
    const args = name === "remove_column" ? call.args.slice(0, 2) : call.args;
    return { ...call, name, args };
  }
  switch (call.name) {
    case "rename_table":
      return { ...call, args: swap(call, 0) };
    case "rename_column":
    case "rename_index":
      return { ...call, args: swap(call, 1) };
    case "change_column_default":
    case "change_column_comment":
    case "change_table_comment":
      return { ...call, args: fromAndTo(call) };
    case "change_column_null": {
      const [table, column, flag] = call.args;
      const truth = flag === undefined ? null : truthOf(flag);
      if (truth === null) throw new Unreadable("it cannot be turned around");
      return { ...call, args: [table ?? nil, column ?? nil, boolean(!truth)] };
    }
    default:
      throw new Unreadable("it cannot be turned around");
  }
}
