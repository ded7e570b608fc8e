import type { Engine } from "../../../engine.js";
import { isFor } from "../is-for.js";
import { childrenNamed, type ChangelogNode } from "./changelog-node.js";

/** What one text may grow to by properties within properties. */
const longestText = 1_000_000;
const deepest = 20;

/**
 * The properties that a changelog defines for this engine: the first definition of a name counts.
 * https://docs.liquibase.com/concepts/changelogs/property-substitution.html
 */
export class Properties {
  readonly #values = new Map<string, string>();
  readonly #expanded = new Map<string, string>();
  readonly #open = new Set<string>();

  constructor(root: ChangelogNode, engine: Engine) {
    for (const { attributes } of childrenNamed(root, "property")) {
      const name = attributes.get("name")?.toLowerCase();
      const value = attributes.get("value");
      if (name === undefined || value === undefined || this.#values.has(name)) continue;
      if (isFor(engine, attributes.get("dbms"))) this.#values.set(name, value);
    }
  }

  /** The text with its properties' values; what the file does not define stays as it is written. */
  expand(text: string): string {
    if (!text.includes("${")) return text;
    let length = text.length;
    return text.replaceAll(/\$\{(:?)([^{}]*)\}/g, (whole, escape: string, name: string) => {
      if (escape !== "") return `\${${name}}`;
      const value = this.#value(name.trim().toLowerCase());
      length += value?.length ?? 0;
      return value === undefined || length > longestText ? whole : value;
    });
  }

  /** A property's value with those of others in it, made once; one that needs itself is not defined. */
  #value(name: string): string | undefined {
    const known = this.#expanded.get(name);
    if (known !== undefined) return known;
    const value = this.#values.get(name);
    if (value === undefined || this.#open.size > deepest || this.#open.has(name)) return undefined;
    this.#open.add(name);
    const expanded = this.expand(value);
    this.#open.delete(name);
    this.#expanded.set(name, expanded);
    return expanded;
  }
}
