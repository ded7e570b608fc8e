import { Unreadable } from "../unreadable.js";
import { entryOf, textOf, truthOf } from "./known.js";
import type { HashEntry, Value } from "./value.js";

/** The keyword arguments of a call. Reading one whose value is not known throws {@link Unreadable}. */
export class Options {
  readonly entries: readonly HashEntry[];

  constructor(entries: readonly HashEntry[] = []) {
    this.entries = entries;
  }

  /** Undefined where it is not given; nil is a value. */
  value(name: string): Value | undefined {
    return entryOf(this.entries, name);
  }

  has(name: string): boolean {
    return this.value(name) !== undefined;
  }

  /** A string or symbol; null where it is not given or nil. */
  text(name: string): string | null {
    const value = this.value(name);
    if (value === undefined || value.type === "nil") return null;
    const text = textOf(value);
    if (text === null) throw new Unreadable(`the value of ${name}: is not known`);
    return text;
  }

  /** Whether it is this string or symbol; of another kind it is not. */
  is(name: string, expected: string): boolean {
    return textOf(this.value(name)) === expected;
  }

  number(name: string): number | null {
    const value = this.value(name);
    if (value === undefined || value.type === "nil") return null;
    if (value.type === "number") return value.number;
    const digits = value.type === "text" ? Number(value.text) : Number.NaN;
    if (!Number.isFinite(digits)) throw new Unreadable(`the value of ${name}: is not known`);
    return digits;
  }

  /** Whether it is given and true; `fallback` where it is not given. */
  truth(name: string, fallback = false): boolean {
    const value = this.value(name);
    if (value === undefined) return fallback;
    const truth = truthOf(value);
    if (truth === null) throw new Unreadable(`the value of ${name}: is not known`);
    return truth;
  }

  /** The options of a nested hash, `index: { unique: true }`; empty for `true`; null for `false` and nothing. */
  nested(name: string): Options | null {
    const value = this.value(name);
    if (value === undefined) return null;
    if (value.type === "hash") return new Options(value.entries);
    return this.truth(name) ? new Options() : null;
  }

  with(entries: readonly HashEntry[]): Options {
    return new Options([...this.entries, ...entries]);
  }

  without(...names: readonly string[]): Options {
    return new Options(this.entries.filter(({ key }) => !names.includes(textOf(key) ?? "")));
  }
}
