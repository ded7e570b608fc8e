/** psql's commands that run SQL or change data without saying which. */
const opaque: ReadonlyMap<string, string> = new Map([
  ["i", "runs another file"],
  ["include", "runs another file"],
  ["ir", "runs another file"],
  ["include_relative", "runs another file"],
  ["gexec", "runs statements that the database makes up"],
  ["copy", "copies rows from or to a file"],
  ["!", "runs a program"],
  ["lo_import", "imports a file"],
  ["watch", "runs the last statement again and again"],
]);

const harmless = new Set(
  (
    "a C c connect conninfo cd crosstabview d da dd df di dn dp ds dt du dv dx echo elif else encoding endif errverbose " +
    "f g gdesc gset gx h H help if l list o out p password prompt pset q qecho r reset restrict s set setenv sf sv t T " +
    "timing unrestrict unset w warn x z ?"
  ).split(" "),
);

export type MetaCommand =
  | { readonly kind: "harmless" }
  | { readonly kind: "opaque"; readonly reason: string }
  | { readonly kind: "unknown" };

/**
 * What a psql meta-command ("\connect app", "\i seed.sql") does to the database.
 * @see https://www.postgresql.org/docs/current/app-psql.html
 */
export function readMetaCommand(text: string): MetaCommand {
  const name = /^\\([a-zA-Z_]+|[!?])/.exec(text)?.[1] ?? "";
  const does = opaque.get(name);
  if (does !== undefined) return { kind: "opaque", reason: `\\${name} ${does}` };
  return { kind: harmless.has(name.replace(/[S+]+$/, "")) || harmless.has(name) ? "harmless" : "unknown" };
}
