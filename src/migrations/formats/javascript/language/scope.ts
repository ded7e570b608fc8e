import type { Closure, Value } from "./value.js";

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
    for (let at: Scope | null = this; at !== null; at = at.parent) if (at.names.has(name)) return at;
    return null;
  }

  function(): Scope {
    for (let at: Scope | null = this; at !== null; at = at.parent)
      if (at.isFunction || at.parent === null) return at;
    return this;
  }
}
