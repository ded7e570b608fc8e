import type { Expression, Parameter, Statement } from "./syntax.js";

/** The names of a module, class or function; a function sees those around it. */
export interface Names {
  readonly parent: Names | null;
  readonly names: Map<string, Value>;
}

/** A call whose arguments were evaluated. */
export interface Call {
  readonly args: Arguments;
  /** From 1. */
  readonly line: number;
}

/** An object of the framework's that does something: a model's rows, a connection, Alembic's `op`. */
export interface HostObject {
  /** For people: "User", "op". */
  readonly name: string;
  /** Whether whoever gets it may change the database by it. */
  readonly isDatabase: boolean;
  /** An attribute that is no method; undefined: none that is known. */
  attribute(name: string): Value | undefined;
  /** Calls a method, or with the name "" the object; undefined: none that is known. */
  call(name: string, call: Call): Value | undefined;
  /** What a loop over it gives; says what the loop reads. */
  iterated?(line: number): Value;
  /** Says what giving one of its attributes a value does. */
  assigned?(line: number): void;
}

/** What a function or lambda runs. */
export interface Code {
  readonly name: string;
  readonly line: number;
  readonly parameters: readonly Parameter[];
  readonly body: readonly Statement[] | Expression;
  readonly scope: Names;
}

export interface DictEntry {
  readonly key: Value;
  value: Value;
}

/** A list, tuple or set; `isOpen`: there may be more in it, or less, than is known. */
export interface ListValue {
  readonly type: "list";
  readonly form: "list" | "tuple" | "set";
  readonly items: Value[];
  isOpen: boolean;
  /** How uncertain the code was that made it: see `Interpreter.doubt`. */
  readonly doubt: number;
}

export interface DictValue {
  readonly type: "dict";
  readonly entries: DictEntry[];
  isOpen: boolean;
  readonly doubt: number;
}

/** A class that the file defines. */
export interface ClassValue {
  readonly type: "class";
  readonly name: string;
  readonly line: number;
  readonly bases: readonly Value[];
  readonly scope: Names;
}

/** Arguments of a call. `isOpen`: there are more, by a `*` or `**` of something that is not known. */
export interface Arguments {
  readonly positional: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
  readonly isOpen: boolean;
}

/** Something of another module: `sqlalchemy.String`; of what calls gave, the path goes on: `sqlalchemy.table.c`. */
export interface SymbolValue {
  readonly type: "symbol";
  readonly path: string;
  /** What it is an attribute of, where that came of a call. */
  readonly owner: Value | null;
}

/** What calling something of another module gives: the call itself, kept for whom it concerns. */
export interface ConstructValue {
  readonly type: "construct";
  readonly path: string;
  readonly owner: Value | null;
  readonly args: Arguments;
  readonly line: number;
  /** Where the file itself defines the class. */
  readonly ofClass: ClassValue | null;
}

/** What is known of a Python object without running the program. */
export type Value =
  /** `isPartial`: parts are not known, and `NULL` stands in their places. `line`: where a literal begins. */
  | {
      readonly type: "text";
      readonly text: string;
      readonly isPartial: boolean;
      readonly line: number | null;
    }
  | { readonly type: "number"; readonly number: number }
  | { readonly type: "boolean"; readonly truth: boolean }
  | { readonly type: "none" }
  | ListValue
  | DictValue
  | { readonly type: "function"; readonly code: Code; readonly bound: Value | null }
  | ClassValue
  | SymbolValue
  | ConstructValue
  | { readonly type: "host"; readonly host: HostObject }
  /** A method that was named and not called yet. */
  | { readonly type: "method"; readonly owner: Value; readonly name: string }
  /** `doubt`: came of a call that may have done anything, unless its result is what it was called for. */
  | {
      readonly type: "unknown";
      readonly what: string;
      readonly doubt: Doubt | null;
      readonly ofRow: boolean;
    };

export interface Doubt {
  readonly line: number;
  readonly what: string;
}

export const none: Value = { type: "none" };
export const text = (value: string, line: number | null = null): Value => ({
  type: "text",
  text: value,
  isPartial: false,
  line,
});
export const partialText = (value: string, line: number | null = null): Value => ({
  type: "text",
  text: value,
  isPartial: true,
  line,
});
export const number = (value: number): Value => ({ type: "number", number: value });
export const boolean = (truth: boolean): Value => ({ type: "boolean", truth });
export const list = (items: readonly Value[], form: ListValue["form"] = "list", doubt = 0): ListValue => ({
  type: "list",
  form,
  items: [...items],
  isOpen: false,
  doubt,
});
export const dict = (entries: readonly DictEntry[], doubt = 0): DictValue => ({
  type: "dict",
  entries: [...entries],
  isOpen: false,
  doubt,
});
export const symbol = (path: string, owner: Value | null = null): SymbolValue => ({
  type: "symbol",
  path,
  owner,
});
export const host = (object: HostObject): Value => ({ type: "host", host: object });
export const unknown = (what: string, doubt: Doubt | null = null, ofRow = false): Value => ({
  type: "unknown",
  what: what.slice(0, 80),
  doubt,
  ofRow,
});
