import { type AlembicRevision, alembicRevision } from "../migrations/alembic-revision.js";
import type { MigrationFile } from "../migrations/read-migration.js";
import type { CommitGraph } from "./ports/mirror.js";

/** Reading more would hold up every check: nothing is said then. */
const mostFiles = 3_000;

/**
 * The files, those of Alembic with a flaw where the revision that they come after is nowhere: it runs nothing then
 * ("Can't locate revision"). Most files are named for their revision; the others are read only where no name has it.
 * Throws SourceUnavailable.
 */
export async function withMissingParents<File extends MigrationFile>(
  graph: Pick<CommitGraph, "filesUnder" | "texts">,
  head: string,
  files: readonly File[],
): Promise<readonly File[]> {
  const told = files.flatMap((file) => {
    const revision = alembicRevision(file);
    return revision === null ? [] : [{ file, revision }];
  });
  const own = new Set(told.map(({ revision }) => revision.revision));
  const flaws = new Map<File, NonNullable<MigrationFile["flaw"]>>();
  const parentless = told.filter(({ revision }) => revision.parents.some((parent) => !own.has(parent)));
  for (const [folder, those] of Map.groupBy(parentless, ({ file }) => folderOf(file.path))) {
    const wanted = new Set(
      those.flatMap(({ revision }) => revision.parents).filter((parent) => !own.has(parent)),
    );
    const missing = await missingRevisions(graph, head, folder, wanted);
    for (const { file, revision } of those) {
      const flaw = flawOf(revision, missing, folder);
      if (flaw !== null) flaws.set(file, flaw);
    }
  }
  return files.map((file) => {
    const flaw = flaws.get(file);
    return flaw === undefined ? file : { ...file, flaw };
  });
}

function folderOf(path: string): string {
  return path.split("/").slice(0, -1).join("/");
}

/** Version locations often lie beside each other: names are looked for in the folder above, too. */
async function missingRevisions(
  graph: Pick<CommitGraph, "filesUnder" | "texts">,
  head: string,
  folder: string,
  wanted: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const around = (await graph.filesUnder(head, folderOf(folder))).filter(({ path }) => path.endsWith(".py"));
  const names = around.map(({ path }) => path.slice(path.lastIndexOf("/") + 1));
  const missing = new Set([...wanted].filter((parent) => !names.some((name) => name.includes(parent))));
  if (missing.size === 0) return missing;
  const beside = around.filter(({ path }) => path.startsWith(folder === "" ? "" : `${folder}/`));
  if (beside.length > mostFiles) return new Set();
  const texts = await graph.texts(beside.map(({ blob }) => blob));
  for (const { path, blob } of beside) {
    const revision = alembicRevision({ path, text: texts.get(blob) ?? "" });
    if (revision !== null) missing.delete(revision.revision);
  }
  return missing;
}

function flawOf(
  { parents, line }: AlembicRevision,
  missing: ReadonlySet<string>,
  folder: string,
): NonNullable<MigrationFile["flaw"]> | null {
  const away = parents.filter((parent) => missing.has(parent));
  if (away.length === 0) return null;
  const where = folder === "" ? "the repository" : folder;
  return {
    line,
    reason: `it comes after ${away.join(" and ")}, which no migration in ${where} is: Alembic refuses to run`,
  };
}
