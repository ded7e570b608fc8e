import type * as t from "@babel/types";

/** What is known of a JavaScript value without running the program. */
export type Value =
  | string
  | number
  | boolean
  | null
  | undefined
  | List
  | Obj
  | Closure
  | Native
  | Host
  | Pattern
  | PartialText
  | Alias
  | Unknown;

export class List {
  readonly items: Value[];

  constructor(items: readonly Value[]) {
    this.items = [...items];
  }
}

/** An object, or an instance of a class of the file. */
export class Obj {
  readonly entries: Map<string, Value>;
  readonly of: Closure | null;
  /** Whether it may have entries that are not known. */
  open = false;

  constructor(entries: Iterable<readonly [string, Value]> = [], of: Closure | null = null) {
    this.entries = new Map(entries);
    this.of = of;
  }
}

export type FunctionNode =
  | t.FunctionDeclaration
  | t.FunctionExpression
  | t.ArrowFunctionExpression
  | t.ObjectMethod
  | t.ClassMethod
  | t.ClassPrivateMethod;

/** A function or class of the file. */
export class Closure {
  readonly name: string;
  readonly node: FunctionNode | t.Class;
  readonly scope: Scope;
  /** Static members. */
  readonly statics = new Obj();
  /** Methods of a class's instances. */
  readonly members = new Map<string, Closure>();
  /** What `this` is in an arrow function. */
  readonly self: Value;
  readonly parent: Value;

  constructor(definition: {
    name: string;
    node: FunctionNode | t.Class;
    scope: Scope;
    self?: Value;
    parent?: Value;
  }) {
    this.name = definition.name;
    this.node = definition.node;
    this.scope = definition.scope;
    this.self = definition.self;
    this.parent = definition.parent;
  }
}

/** A function of the language or of the framework. */
export class Native {
  readonly name: string;
  readonly run: (args: readonly Value[], line: number) => Value;

  constructor(name: string, run: (args: readonly Value[], line: number) => Value) {
    this.name = name;
    this.run = run;
  }
}

/** An object of the framework: the handle of the database, a query that is being put together. */
export abstract class Host {
  abstract readonly name: string;

  abstract get(key: string, line: number): Value;

  /** What calling it does. */
  call(_args: readonly Value[], _line: number): Value {
    return new Unknown(this.name);
  }

  /** What `await` makes of it. */
  settle(_line: number): Value {
    return this;
  }

  /** Whether who is given it can reach the database. */
  get isHandle(): boolean {
    return true;
  }
}

/** A regular expression; only what it is written as is known. */
export class Pattern {
  readonly source: string;
  readonly flags: string;

  constructor(source: string, flags: string) {
    this.source = source;
    this.flags = flags;
  }
}

/** A text of which parts are not known: `NULL` stands in their places. */
export class PartialText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** A text that is one of a few with the same meaning: the names of one engine's drivers. */
export class Alias {
  readonly names: readonly [string, ...string[]];

  constructor(...names: [string, ...string[]]) {
    this.names = names;
  }
}

/** Anything. */
export class Unknown {
  /** Where it comes from, for people. */
  readonly what: string;
  /** Whether it comes from the application's own code, which may reach the database by itself. */
  readonly own: boolean;
  /** Whether it is what a call of such code gave. */
  readonly called: boolean;
  /** Whether it is rows that a query gave. */
  readonly rows: boolean;
  /** Whether calling it may change the database by ways that are not followed, whatever it is given. */
  readonly acts: boolean;
  /** What it may be, of what does something once it is awaited. */
  readonly may: readonly Host[];

  constructor(what: string, origin: Partial<Omit<Unknown, "what">> = {}) {
    this.what = what.slice(0, 80);
    this.own = origin.own ?? false;
    this.called = origin.called ?? false;
    this.rows = origin.rows ?? false;
    this.acts = origin.acts ?? false;
    this.may = origin.may ?? [];
  }
}

/** Variables of a function or block; it sees those around it. */
export class Scope {
  readonly parent: Scope | null;
  readonly names = new Map<string, Value>();
  /** Whether `var` and `function` belong here. */
  readonly isFunction: boolean;
  readonly self: Value;
  /** The class whose method runs, for `super`. */
  readonly home: Closure | null;

  constructor(
    parent: Scope | null,
    { isFunction = false, self, home }: { isFunction?: boolean; self?: Value; home?: Closure | null } = {},
  ) {
    this.parent = parent;
    this.isFunction = isFunction;
    this.self = isFunction ? self : parent?.self;
    this.home = home ?? parent?.home ?? null;
  }

  /** The scope that declares a name; null: none does. */
  owner(name: string): Scope | null {
    return this.names.has(name) ? this : (this.parent?.owner(name) ?? null);
  }

  function(): Scope {
    return this.isFunction || this.parent === null ? this : this.parent.function();
  }
}
