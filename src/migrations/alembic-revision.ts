import { type PythonToken, pythonLines } from "./python-tokens.js";
import type { MigrationFile } from "./read-migration.js";

/** How an Alembic migration calls itself, and which it comes after. */
export interface AlembicRevision {
  readonly revision: string;
  /** Of `down_revision` and `depends_on`. */
  readonly after: readonly string[];
  /** Of `down_revision` alone: several where it merges branches, none where it begins one. */
  readonly parents: readonly string[];
  /** The line of `down_revision`. */
  readonly line: number;
}

/** Null: the file is none of Alembic's. https://alembic.sqlalchemy.org/en/latest/branches.html */
export function alembicRevision({ path, text }: MigrationFile): AlembicRevision | null {
  if (!path.endsWith(".py") || !text.includes("revision")) return null;
  const values = new Map<string, { readonly texts: readonly string[]; readonly line: number }>();
  for (const { tokens, indent, line } of pythonLines(text)) {
    const [name] = tokens;
    const equals = tokens.findIndex(({ kind, value }) => kind === "sign" && value === "=");
    if (indent === 0 && name?.kind === "word" && equals > 0)
      values.set(name.value, { texts: textsOf(tokens.slice(equals + 1)), line });
  }
  const revision = values.get("revision")?.texts[0];
  const down = values.get("down_revision");
  const depends = values.get("depends_on");
  if (revision === undefined || (down ?? depends) === undefined) return null;
  const parents = down?.texts ?? [];
  return { revision, parents, after: [...parents, ...(depends?.texts ?? [])], line: down?.line ?? 1 };
}

/** Texts that follow each other are one. */
function textsOf(tokens: readonly PythonToken[]): readonly string[] {
  const texts: string[] = [];
  for (const [at, { kind, value }] of tokens.entries()) {
    if (kind !== "text") continue;
    if (tokens[at - 1]?.kind === "text") texts.push(`${texts.pop() ?? ""}${value}`);
    else texts.push(value);
  }
  return texts;
}
