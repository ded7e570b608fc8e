import { changeRows } from "../../python/change-rows.js";
import type { Interpreter } from "../../python/interpreter.js";
import {
  type Call,
  type HostObject,
  host,
  list,
  none,
  symbol,
  text,
  unknown,
  type Value,
} from "../../python/value.js";
import {
  cheap,
  deletes,
  finds,
  inserts,
  isHarmlessOnRow,
  narrows,
  reads,
  saves,
  updates,
} from "./row-methods.js";

/** A model whose rows are named: what the code calls it, and its table. */
export interface RowModel {
  readonly name: string;
  readonly table: string | null;
}

/** A row of a table; `single`: one at most, `isNew`: not saved yet. */
export function rowHost(
  model: RowModel,
  kind: { single: boolean; isNew: boolean },
  interpreter: Interpreter,
): Value {
  const object: HostObject = {
    name: `a ${model.name}`,
    isDatabase: true,
    attribute: (name) =>
      saves.has(name) || deletes.has(name) || isHarmlessOnRow.has(name)
        ? undefined
        : unknown(`${model.name}.${name}`, null, true),
    call: (name, { line }) => {
      const rows = kind.single ? 1 : null;
      const call = `${model.name}.${name}()`;
      if (saves.has(name))
        changeRows(
          { line, call, verb: kind.isNew ? "insert" : "update", table: model.table, rows },
          interpreter,
        );
      else if (deletes.has(name))
        changeRows({ line, call, verb: "delete", table: model.table, rows }, interpreter);
      else if (!isHarmlessOnRow.has(name)) return undefined;
      return unknown(name, null, true);
    },
    // `.values()` gives dicts, `.values_list()` tuples.
    iterated: () => unknown(`a value of ${model.name}`, null, true),
  };
  return host(object);
}

/** How many rows a call inserts, where its list stands in the code. */
function inserted(name: string, { args }: Call): number | null {
  if (!name.includes("bulk")) return 1;
  const [objects] = args.positional;
  return objects?.type === "list" && !objects.isOpen ? objects.items.length : null;
}

/** A QuerySet or manager of a model. */
export function rowSetHost(model: RowModel, interpreter: Interpreter): Value {
  const { table } = model;
  const row = (single: boolean): Value => rowHost(model, { single, isNew: false }, interpreter);
  const object: HostObject = {
    name: `${model.name}.objects`,
    isDatabase: true,
    attribute: (name) =>
      name === "model" ? modelHost(model, interpreter) : name === "db" ? text("default") : undefined,
    call: (name, call) => {
      const { line } = call;
      const says = `${model.name}.${name}()`;
      if (narrows.has(name)) return self;
      if (updates.has(name)) {
        changeRows({ line, call: says, verb: "update", table }, interpreter);
        return unknown(name);
      }
      if (deletes.has(name)) {
        changeRows({ line, call: says, verb: "delete", table }, interpreter);
        return unknown(name);
      }
      if (inserts.has(name)) {
        changeRows({ line, call: says, verb: "insert", table, rows: inserted(name, call) }, interpreter);
        return name.endsWith("_or_create") ? list([row(true), unknown("created")], "tuple") : row(true);
      }
      if (finds.has(name)) return row(true);
      if (reads.has(name)) {
        changeRows({ line, call: says, verb: "read", table }, interpreter);
        return unknown(name, null, true);
      }
      if (cheap.has(name)) return unknown(name);
      if (name === "__enter__" || name === "__exit__") return none;
      // A manager of the application's own; historical models have it only where it says so.
      return unknown(says, { line, what: says }, true);
    },
    iterated: (line) => {
      changeRows({ line, call: `a loop over ${model.name}`, verb: "read", table }, interpreter);
      return row(false);
    },
  };
  const self = host(object);
  return self;
}

const metadata = (model: RowModel): Value =>
  host({
    name: `${model.name}._meta`,
    isDatabase: false,
    attribute: (name) => {
      if (name === "db_table") return model.table === null ? unknown(name) : text(model.table);
      return name === "object_name" ? text(model.name) : undefined;
    },
    call: (name) => unknown(name),
  });

/** A model's class, as `apps.get_model()` gives it. */
export function modelHost(model: RowModel, interpreter: Interpreter): Value {
  return host({
    name: model.name,
    isDatabase: true,
    attribute: (name) => {
      if (name === "_meta") return metadata(model);
      if (name === "DoesNotExist" || name === "MultipleObjectsReturned") return symbol(`django.${name}`);
      if (name === "__name__") return text(model.name);
      if (/(^|_)(objects|manager)$/i.test(name)) return rowSetHost(model, interpreter);
      if (name.endsWith(".through")) return rowSetHost({ name, table: null }, interpreter);
      // A many-to-many field's own model, `Model.field.through`, or a constant.
      return symbol(`django.model.${name}`);
    },
    call: (name) => {
      if (name === "") return rowHost(model, { single: true, isNew: true }, interpreter);
      return name === "__enter__" || name === "__exit__" ? none : undefined;
    },
  });
}
