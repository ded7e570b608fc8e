import type { MigrationFile } from "./read-migration.js";

const own = /^revision\s*(?::[^=\n]*)?=\s*["']([^"'\n]+)["']/m;
const earlier = /^(?:down_revision|depends_on)\s*(?::[^=\n]*)?=\s*(\([^)]*\)|\[[^\]]*\]|[^\n]*)/gm;

/**
 * How an Alembic migration calls itself, and which it comes after; null: the file is none.
 * https://alembic.sqlalchemy.org/en/latest/branches.html
 */
export function alembicRevision({
  path,
  text,
}: MigrationFile): { readonly revision: string; readonly after: readonly string[] } | null {
  const revision = path.endsWith(".py") ? own.exec(text)?.[1] : undefined;
  const links = [...text.matchAll(earlier)].map((match) => match[1] ?? "");
  if (revision === undefined || links.length === 0) return null;
  const after = links.flatMap((link) =>
    [...link.matchAll(/["']([^"'\n]+)["']/g)].map((match) => match[1] ?? ""),
  );
  return { revision, after };
}
