import type { Extensions } from "@electric-sql/pglite";
import { as, type Node } from "../../migrations/dialects/postgres/parser/ast.js";
import { walk } from "../../migrations/dialects/postgres/expressions/walk.js";

/** What PGlite brings along, by PostgreSQL's names. https://pglite.dev/extensions/ */
const contrib: ReadonlyMap<string, string> = new Map(
  [
    ["bloom", "btree_gin", "btree_gist", "citext", "cube", "earthdistance", "fuzzystrmatch", "hstore"],
    ["intarray", "isn", "lo", "ltree", "moddatetime", "pg_trgm", "pgcrypto", "seg", "tablefunc", "tcn"],
    ["tsm_system_rows", "tsm_system_time", "unaccent"],
  ]
    .flat()
    .map((name) => [name, name] as const)
    .concat([["uuid-ossp", "uuid_ossp"]]),
);

/** Extensions whose types columns are of, by the type's name. */
const ofTypes: ReadonlyMap<string, string> = new Map([
  ["citext", "citext"],
  ["hstore", "hstore"],
  ["ltree", "ltree"],
  ["cube", "cube"],
  ["seg", "seg"],
]);

/** The extension that a column's type comes with, as far as it is known. */
export function extensionOfType(type: string): string | null {
  return ofTypes.get(type.replace(/^.*\./, "").replace(/[[(].*$/, "")) ?? null;
}

/** Names of the extensions that statements create. */
export function extensionsCreated(statements: readonly Node[]): readonly string[] {
  return statements.flatMap((node) => as(node, "CreateExtensionStmt")?.extname ?? []);
}

/** Names of operator classes that come with extensions: `gin_trgm_ops`. */
export function extensionsOfIndexes(statements: readonly Node[]): readonly string[] {
  const text = statements.flatMap((node) =>
    [...walk(node)].flatMap(([name, contents]) =>
      name === "String" ? [(contents as { sval?: string }).sval] : [],
    ),
  );
  return text.some((name) => name?.endsWith("_trgm_ops") === true) ? ["pg_trgm"] : [];
}

/** Those that PGlite has, ready to be created in it. */
export async function loadExtensions(names: Iterable<string>): Promise<Extensions> {
  const loaded: Extensions = {};
  for (const name of new Set(names)) {
    const file = contrib.get(name);
    if (file === undefined) continue;
    const module = (await import(`@electric-sql/pglite/contrib/${file}`)) as Extensions;
    const extension = module[file];
    if (extension !== undefined) loaded[file] = extension;
  }
  return loaded;
}
