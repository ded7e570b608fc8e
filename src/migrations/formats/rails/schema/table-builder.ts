import type { Interpreter } from "../ruby/interpreter.js";
import type { Options } from "../ruby/options.js";
import { type Call, nil, type TableReceiver, type Value } from "../ruby/value.js";
import type { Column } from "../sql/column-sql.js";
import { checkClause, exclusionClause, foreignKeyClause, uniqueClause } from "../sql/constraint-sql.js";
import { indexColumns } from "../sql/index-sql.js";
import { Unreadable } from "../unreadable.js";
import { keyType, makeColumn, timestampColumns } from "./column.js";
import { makeReference } from "./reference.js";
import { SchemaCall } from "./schema-call.js";

interface Index {
  readonly columns: readonly string[];
  readonly options: Options;
}

/** `t` in `create_table`: collects columns, indexes and constraints. */
export class TableBuilder implements TableReceiver {
  readonly table: string;
  readonly columns: Column[] = [];
  readonly indexes: Index[] = [];
  readonly constraints: string[] = [];
  readonly #interpreter: Interpreter;

  constructor(table: string, interpreter: Interpreter) {
    this.table = table;
    this.#interpreter = interpreter;
  }

  call(call: Call): Value {
    const command = new SchemaCall(call, this.#interpreter);
    const own = this.#own[call.name];
    if (own !== undefined) own(command);
    else this.#typed(command);
    return nil;
  }

  #typed(call: SchemaCall): void {
    const names = call.texts(0, "column's name");
    if (names.length === 0) throw new Unreadable("it is no way to add a column that is known");
    this.#addColumns(call, names, call.name);
  }

  #addColumns(call: SchemaCall, names: readonly string[], type: string): void {
    const index = call.options.nested("index");
    for (const name of names) {
      this.columns.push(makeColumn(call.target, name, type, call.options.without("index")));
      if (index !== null) this.indexes.push({ columns: [name], options: index });
    }
  }

  readonly #references = (call: SchemaCall): void => {
    for (const name of call.texts(0, "reference's name")) {
      const reference = makeReference(call.target, this.table, name, call.options);
      this.columns.push(...reference.columns);
      if (reference.index !== null) this.indexes.push(reference.index);
      const { foreignKey } = reference;
      if (foreignKey !== null) this.#foreignKey(call, foreignKey.toTable, foreignKey.options);
    }
  };

  #foreignKey(call: SchemaCall, toTable: string, options: Options): void {
    this.constraints.push(foreignKeyClause(call.target, this.table, toTable, options));
  }

  readonly #own: Readonly<Record<string, (call: SchemaCall) => void>> = {
    column: (call) => this.#addColumns(call, [call.text(0, "column's name")], call.text(1, "column's type")),
    index: (call) => this.indexes.push({ columns: indexColumns(call.args[0]), options: call.options }),
    references: this.#references,
    belongs_to: this.#references,
    timestamps: (call) => this.columns.push(...timestampColumns(call.target, call.options)),
    primary_key: (call) => {
      const type = call.args.length > 1 ? call.text(1, "column's type") : keyType(call.target);
      this.columns.push({
        name: call.text(0, "column's name"),
        type: "primary_key",
        options: primaryKey(type, call.options),
      });
    },
    foreign_key: (call) => this.#foreignKey(call, call.text(0, "other table's name"), call.options),
    check_constraint: (call) =>
      this.constraints.push(checkClause(call.target, this.table, call.text(0, "condition"), call.options)),
    exclusion_constraint: (call) =>
      this.constraints.push(
        exclusionClause(call.target, this.table, call.text(0, "condition"), call.options),
      ),
    unique_constraint: (call) =>
      this.constraints.push(uniqueClause(call.target, this.table, indexColumns(call.args[0]), call.options)),
  };
}

function primaryKey(type: string, options: Options): Options {
  return options.with([
    { key: { type: "text", text: "type", symbol: true }, value: { type: "text", text: type, symbol: true } },
  ]);
}
