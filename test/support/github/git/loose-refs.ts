import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * What branches and tags hold, by full name in git's order, where each is a file of its own that names an object; null
 * where git has to be asked.
 */
export function looseRefs(repository: string): ReadonlyMap<string, string> | null {
  if (existsSync(join(repository, "packed-refs"))) return null;
  const refs: [name: string, object: string][] = [];
  try {
    for (const kind of ["refs/heads", "refs/tags"]) {
      for (const file of readdirSync(join(repository, kind), { recursive: true, withFileTypes: true })) {
        if (file.isDirectory() || file.name.endsWith(".lock")) continue;
        const path = join(file.parentPath, file.name);
        const object = readFileSync(path, "latin1").trim();
        if (!/^[0-9a-f]{40}$/.test(object)) return null;
        refs.push([path.slice(repository.length + 1), object]);
      }
    }
  } catch {
    // A ref came or went meanwhile, or its name is no UTF-8.
    return null;
  }
  const bytes = (name: string) => Buffer.from(name);
  return new Map(refs.sort(([a], [b]) => Buffer.compare(bytes(a), bytes(b))));
}
