import { djangoFormat } from "./formats/django/django-format.js";
import { type PythonToken, pythonLines } from "./python-tokens.js";
import type { MigrationFile } from "./read-migration.js";

/** A Django migration by its app and name, as "shop.0001_initial", and those that it names. */
export interface DjangoMigration {
  readonly name: string;
  readonly after: readonly string[];
  /** `run_before`. */
  readonly before: readonly string[];
}

/**
 * Null: the file is none of Django's. Dependencies on a setting or on an app's first or latest migration are left out:
 * what they stand for is not in the file.
 * https://docs.djangoproject.com/en/5.2/topics/migrations/#dependencies
 */
export function djangoMigration(file: MigrationFile): DjangoMigration | null {
  const [name] = djangoFormat.recognises(file) ? djangoFormat.appliedNames(file.path) : [];
  if (name === undefined) return null;
  const [after, before]: [string[], string[]] = [[], []];
  let isInside = false;
  for (const { tokens, indent } of pythonLines(file.text)) {
    if (indent === 0) isInside = tokens[0]?.value === "class" && tokens[1]?.value === "Migration";
    const [list] = tokens;
    const equals = tokens.findIndex(({ kind, value }) => kind === "sign" && value === "=");
    if (!isInside || equals < 1) continue;
    if (list?.value === "dependencies") after.push(...pairsOf(tokens.slice(equals + 1)));
    if (list?.value === "run_before") before.push(...pairsOf(tokens.slice(equals + 1)));
  }
  return { name, after, before };
}

/** Of `[("shop", "0001_initial"), ...]`. */
function pairsOf(tokens: readonly PythonToken[]): readonly string[] {
  return tokens.flatMap(({ kind, value }, at) => {
    const [open, comma, second] = [tokens[at - 1], tokens[at + 1], tokens[at + 2]];
    if (kind !== "text" || second?.kind !== "text" || open?.value !== "(" || comma?.value !== ",") return [];
    return [`${value}.${second.value}`];
  });
}
