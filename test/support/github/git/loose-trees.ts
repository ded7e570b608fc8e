import type { TreeEntry } from "./bare-repository.js";
import type { LooseObjects } from "./loose-objects.js";

/** What a tree holds, or of it only what has that name; null where git has to be asked. */
export function looseEntries(objects: LooseObjects, tree: string, name?: string): TreeEntry[] | null {
  const object = objects.read(tree);
  if (object?.type !== "tree") return null;
  const entries: TreeEntry[] = [];
  for (const { mode, path, sha } of entriesOf(object.content)) {
    if (name !== undefined && path !== name) continue;
    const type = mode === "040000" ? "tree" : mode === "160000" ? "commit" : "blob";
    const blob = type === "blob" ? objects.read(sha) : null;
    if (type === "blob" && blob === null) return null;
    entries.push({ mode, type, sha, size: blob?.content.length ?? 0, path });
  }
  return entries;
}

/** The one entry at a path below a tree, or none; null where git has to be asked. */
export function looseEntryAt(objects: LooseObjects, tree: string, path: string): TreeEntry[] | null {
  const names = path.split("/");
  const last = names.pop() ?? "";
  let parent = tree;
  for (const name of names) {
    const [entry] = looseEntries(objects, parent, name) ?? [null];
    if (entry === null) return null;
    if (entry?.type !== "tree") return [];
    parent = entry.sha;
  }
  return looseEntries(objects, parent, last)?.map((entry) => ({ ...entry, path })) ?? null;
}

function* entriesOf(tree: Buffer): Generator<{ mode: string; path: string; sha: string }> {
  for (let at = 0; at < tree.length;) {
    const blank = tree.indexOf(" ", at);
    const end = tree.indexOf(0, blank);
    yield {
      mode: tree.toString("latin1", at, blank).padStart(6, "0"),
      path: tree.toString("utf8", blank + 1, end),
      sha: tree.toString("hex", end + 1, end + 21),
    };
    at = end + 21;
  }
}
