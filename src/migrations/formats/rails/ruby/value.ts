import type { Node } from "@ruby/prism";

/** A block, lambda or `&:method` that a call was given. */
export type Block =
  | {
      readonly kind: "code";
      readonly parameters: Node | null;
      readonly body: Node | null;
      readonly frame: Frame;
    }
  | { readonly kind: "method"; readonly name: string; readonly line: number };

/** Local variables of a method or block; a block sees those around it. */
export interface Frame {
  readonly locals: Map<string, Value>;
  readonly parent: Frame | null;
  readonly self: Value;
  /** What `yield` calls. */
  readonly block: Block | null;
}

/** A column list and options under way, as `t` in create_table; its methods are the commands that collect them. */
export interface TableReceiver {
  readonly table: string;
  call(call: Call): Value;
}

/** A class that stands for a table. */
export interface Model {
  readonly name: string;
  readonly table: string | null;
  /** Scopes and class methods that the migration defines itself. */
  readonly scopes: ReadonlySet<string>;
}

/** What is known of a Ruby object without running the program. */
export type Value =
  | { readonly type: "text"; readonly text: string; readonly symbol: boolean }
  /** A text of which parts are not known: `NULL` stands in their places. */
  | { readonly type: "partial"; readonly text: string }
  | { readonly type: "number"; readonly number: number }
  | { readonly type: "boolean"; readonly truth: boolean }
  | { readonly type: "nil" }
  | { readonly type: "array"; readonly items: Value[] }
  | { readonly type: "hash"; readonly entries: HashEntry[] }
  | { readonly type: "regexp"; readonly source: string; readonly ignoreCase: boolean }
  | { readonly type: "lambda"; readonly block: Block }
  /** A class or module that the file does not define. */
  | { readonly type: "constant"; readonly path: string }
  | { readonly type: "model"; readonly model: Model }
  | { readonly type: "relation"; readonly model: Model; readonly doubt: Doubt | null }
  /** `single`: one row at most, as `find_by` or `new` give it. */
  | {
      readonly type: "record";
      readonly table: string | null;
      readonly single: boolean;
      readonly isNew: boolean;
    }
  | { readonly type: "table"; readonly receiver: TableReceiver }
  | { readonly type: "direction" }
  | { readonly type: "migration" }
  | { readonly type: "connection" }
  /** One of a few values, and which one is not known. */
  | { readonly type: "choice"; readonly values: readonly Value[] }
  /** `doubt`: came of a call that may have done anything, unless its result is what it was called for. */
  | { readonly type: "unknown"; readonly what: string; readonly doubt: Doubt | null };

export interface Doubt {
  readonly line: number;
  readonly call: string;
}

export interface HashEntry {
  readonly key: Value;
  readonly value: Value;
}

/** A method call whose receiver and arguments were evaluated. */
export interface Call {
  readonly receiver: Value;
  readonly name: string;
  readonly args: readonly Value[];
  readonly block: Block | null;
  /** From 1. */
  readonly line: number;
}

export const nil: Value = { type: "nil" };
export const text = (value: string): Value => ({ type: "text", text: value, symbol: false });
export const symbol = (value: string): Value => ({ type: "text", text: value, symbol: true });
export const number = (value: number): Value => ({ type: "number", number: value });
export const boolean = (truth: boolean): Value => ({ type: "boolean", truth });
export const array = (items: readonly Value[]): Value => ({ type: "array", items: [...items] });
export const hash = (entries: readonly HashEntry[]): Value => ({ type: "hash", entries: [...entries] });
export const unknown = (what: string, doubt: Doubt | null = null): Value => ({
  type: "unknown",
  what: what.slice(0, 80),
  doubt,
});
