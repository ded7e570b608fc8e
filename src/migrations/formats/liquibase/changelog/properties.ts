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
    return this.#expand(text, 0);
  }

  #expand(text: string, depth: number): string {
    if (!text.includes("${") || depth > deepest) return text;
    let length = text.length;
    return text.replaceAll(/\$\{(:?)([^{}]*)\}/g, (whole, escape: string, name: string) => {
      if (escape !== "") return `\${${name}}`;
      const value = this.#values.get(name.trim().toLowerCase());
      if (value === undefined || length > longestText) return whole;
      const expanded = this.#expand(value, depth + 1);
      length += expanded.length;
      return length > longestText ? whole : expanded;
    });
  }
}
