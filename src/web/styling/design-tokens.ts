import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** Values by custom property name, as Primer's primitives define them. */
export type Tokens = ReadonlyMap<string, string>;

const require = createRequire(import.meta.url);
const definition = /^\s*(--[\w-]+):\s*([^;]+);/gm;

/** Reads the custom properties of files of @primer/primitives, e.g. "functional/themes/light". The first definition of a name counts. */
export function readTokens(...files: readonly string[]): Tokens {
  const tokens = new Map<string, string>();
  for (const file of files) {
    const css = readFileSync(require.resolve(`@primer/primitives/dist/css/${file}.css`), "utf8");
    for (const [, name, value] of css.matchAll(definition)) {
      if (name !== undefined && value !== undefined && !tokens.has(name)) tokens.set(name, value.trim());
    }
  }
  return tokens;
}

/** The names of all custom properties that a text reads by `var()`. */
export function namesUsed(css: string): ReadonlySet<string> {
  return new Set(
    [...css.matchAll(/var\((--[\w-]+)/g)].flatMap(([, name]) => (name === undefined ? [] : [name])),
  );
}

/** The tokens that the names need, with those that their values refer to in turn. */
export function neededTokens(names: Iterable<string>, tokens: Tokens): Tokens {
  const needed = new Map<string, string>();
  const open = [...names];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const value = tokens.get(name);
    if (value === undefined || needed.has(name)) continue;
    needed.set(name, value);
    open.push(...namesUsed(value));
  }
  return needed;
}
