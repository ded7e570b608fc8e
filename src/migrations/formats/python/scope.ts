import { sameValue } from "./known.js";
import { type Names, unknown, type Value } from "./value.js";

/** A place for names, inside of another. */
export const createScope = (parent: Names | null = null): Names => ({ parent, names: new Map() });

export function readName(scope: Names, name: string): Value | undefined {
  for (let at: Names | null = scope; at !== null; at = at.parent) {
    const value = at.names.get(name);
    if (value !== undefined) return value;
  }
  return undefined;
}

type Log = Map<Names, Map<string, Value | undefined>>;

/** Gives names their values, and remembers what code that may not run in truth has made of them. */
export class Assignments {
  readonly #logs: Log[] = [];

  set(scope: Names, name: string, value: Value): void {
    const log = this.#logs.at(-1);
    if (log !== undefined) {
      const before = log.get(scope) ?? new Map<string, Value | undefined>();
      log.set(scope, before);
      if (!before.has(name)) before.set(name, scope.names.get(name));
    }
    scope.names.set(name, value);
  }

  /** Runs code that may not run in truth: of what it assigned the value is not known afterwards, unless it is the same. */
  perhaps<T>(code: () => T): T {
    const log: Log = new Map();
    this.#logs.push(log);
    try {
      return code();
    } finally {
      this.#logs.pop();
      for (const [scope, before] of log)
        for (const [name, old] of before) {
          const now = scope.names.get(name);
          if (now === undefined) continue;
          scope.names.delete(name);
          if (old !== undefined) scope.names.set(name, old);
          this.set(scope, name, old === undefined || sameValue(old, now) === true ? now : unknown(name));
        }
    }
  }
}
