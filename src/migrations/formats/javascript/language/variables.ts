import { either } from "./known.js";
import type { Scope } from "./scope.js";
import type { Value } from "./value.js";

type Names = Map<string, Value>;

/** Assignments to variables and properties, with what code that may not run in truth has made of them. */
export class Variables {
  readonly #logs: Map<Names, Map<string, readonly [Value] | null>>[] = [];

  declare(scope: Scope, name: string, value: Value): void {
    scope.names.set(name, value);
  }

  set(names: Names, name: string, value: Value): void {
    const log = this.#logs.at(-1);
    if (log !== undefined) {
      const before = log.get(names) ?? new Map<string, readonly [Value] | null>();
      log.set(names, before);
      if (!before.has(name)) before.set(name, names.has(name) ? [names.get(name)] : null);
    }
    names.set(name, value);
  }

  /** Runs code that may not run in truth: what it assigned may then be so, or as it was. */
  perhaps<T>(code: () => T): T {
    const log = new Map<Names, Map<string, readonly [Value] | null>>();
    this.#logs.push(log);
    try {
      return code();
    } finally {
      this.#logs.pop();
      for (const [names, before] of log)
        for (const [name, old] of before) {
          const now = names.get(name);
          if (old === null) names.delete(name);
          else names.set(name, old[0]);
          this.set(names, name, old === null ? now : either(old[0], now));
        }
    }
  }
}
