import { Host, Unknown, type Value } from "./language/value.js";

/** An object of the framework of which some is known, and by which the rest reaches the database. */
export class Handle extends Host {
  readonly name: string;
  readonly entries: Map<string, Value>;

  constructor(name: string, entries: Iterable<readonly [string, Value]>) {
    super();
    this.name = name;
    this.entries = new Map(entries);
  }

  override get(key: string): Value {
    if (key === "then" || key === "catch" || key === "finally") return undefined;
    return this.entries.has(key) ? this.entries.get(key) : new Unknown(`${this.name}.${key}`, { acts: true });
  }
}
