import { sameValue } from "./known.js";
import { type Frame, type Value } from "./value.js";

/** One value that may be either. */
export function either(one: Value, other: Value): Value {
  if (one === other || sameValue(one, other) === true) return one;
  const values = [one, other].flatMap((value) => (value.type === "choice" ? value.values : [value]));
  const unlike = values.filter(
    (value, index) => !values.slice(0, index).some((seen) => sameValue(seen, value) === true),
  );
  if (unlike.length > 8 || unlike.some((value) => value.type === "unknown"))
    return { type: "unknown", what: "a value", doubt: null };
  return { type: "choice", values: unlike };
}

type Names = Map<string, Value>;

/** Local and instance variables, with what code that may not run has made of them. */
export class Variables {
  readonly instance: Names = new Map();
  readonly #logs: Map<Names, Map<string, Value | undefined>>[] = [];

  read(frame: Frame, name: string): Value | undefined {
    for (let at: Frame | null = frame; at !== null; at = at.parent) {
      const value = at.locals.get(name);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  write(frame: Frame, name: string, value: Value): void {
    let owner: Frame = frame;
    for (let at: Frame | null = frame; at !== null; at = at.parent) if (at.locals.has(name)) owner = at;
    this.set(owner.locals, name, value);
  }

  set(names: Names, name: string, value: Value): void {
    const log = this.#logs.at(-1);
    if (log !== undefined) {
      const before = log.get(names) ?? new Map<string, Value | undefined>();
      log.set(names, before);
      if (!before.has(name)) before.set(name, names.get(name));
    }
    names.set(name, value);
  }

  /** Runs code that may not run in truth: what it assigned may then be so, or as it was. */
  perhaps<T>(code: () => T): T {
    const log = new Map<Names, Map<string, Value | undefined>>();
    this.#logs.push(log);
    try {
      return code();
    } finally {
      this.#logs.pop();
      for (const [names, before] of log)
        for (const [name, old] of before) {
          const now = names.get(name);
          names.delete(name);
          if (old !== undefined) names.set(name, old);
          if (now !== undefined) this.set(names, name, old === undefined ? now : either(old, now));
        }
    }
  }
}
