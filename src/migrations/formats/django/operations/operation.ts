import { argument, textOf } from "../../python/known.js";
import type { Interpreter } from "../../python/interpreter.js";
import { Unreadable } from "../../python/unreadable.js";
import type { ConstructValue, Value } from "../../python/value.js";
import { readField, type Field } from "../schema/field.js";
import type { Model } from "../schema/models.js";
import type { SchemaWriter } from "../schema/schema-writer.js";

/** An operation of a migration's list, with what runs it. */
export class Operation {
  readonly construct: ConstructValue;
  readonly writer: SchemaWriter;
  readonly interpreter: Interpreter;

  constructor(construct: ConstructValue, writer: SchemaWriter, interpreter: Interpreter) {
    this.construct = construct;
    this.writer = writer;
    this.interpreter = interpreter;
  }

  argument(index: number, name: string): Value | undefined {
    return argument(this.construct.args, index, name);
  }

  /** @throws Unreadable */
  text(index: number, name: string): string {
    const text = textOf(this.argument(index, name));
    if (text === null) throw new Unreadable(`its ${name} is not known`);
    return text;
  }

  optionalText(index: number, name: string): string | null {
    return textOf(this.argument(index, name));
  }

  isFalse(index: number, name: string): boolean {
    const value = this.argument(index, name);
    return value?.type === "boolean" && !value.truth;
  }

  model(): Model {
    return this.writer.models.get(this.text(0, "model_name"));
  }

  /** @throws Unreadable */
  field(): Field {
    const field = readField(this.text(1, "name"), this.argument(2, "field"));
    if (field === null) throw new Unreadable("its field is not known");
    return field;
  }

  /** @throws Unreadable */
  part(index: number, name: string): ConstructValue {
    const value = this.argument(index, name);
    if (value?.type !== "construct") throw new Unreadable(`its ${name} is not known`);
    return value;
  }
}

/** Runs the operation of a name; the operations' own come of a list, in its order. */
export type Operations = Readonly<Record<string, (operation: Operation, runAll: RunAll) => void>>;

export type RunAll = (operations: Value | undefined) => void;
