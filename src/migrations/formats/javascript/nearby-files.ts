/** What a relative import may mean: TypeScript's sources are imported by the names that they are compiled to. */
const endings = [".ts", ".js", ".mts", ".mjs", ".cts", ".cjs", "/index.ts", "/index.js"];

/** The repository's other files, as far as they were handed over: what a migration imports from them can be followed. */
export class NearbyFiles {
  readonly #texts: ReadonlyMap<string, string>;
  readonly #wanted = new Set<string>();

  constructor(texts: ReadonlyMap<string, string>) {
    this.#texts = texts;
  }

  /** Paths that an import may mean and that were not handed over: one of them may be there. */
  get wanted(): readonly string[] {
    return [...this.#wanted];
  }

  /** The file that `importer` means by a relative `source`; null: it is not relative, or was not handed over. */
  find(importer: string, source: string): { readonly path: string; readonly text: string } | null {
    if (!/^\.{1,2}\//.test(source)) return null;
    const path = resolved(importer, source);
    if (path === null) return null;
    const bare = path.replace(/\.[cm]?js$/, "");
    const candidates = [...(bare === path ? [] : [path]), ...endings.map((ending) => `${bare}${ending}`)];
    for (const candidate of candidates) {
      const text = this.#texts.get(candidate);
      if (text !== undefined) return { path: candidate, text };
    }
    for (const candidate of candidates) this.#wanted.add(candidate);
    return null;
  }
}

/** Null where it leads out of the repository. */
function resolved(importer: string, source: string): string | null {
  const path = importer.split("/").slice(0, -1);
  for (const step of source.split("/")) {
    if (step === "..") {
      if (path.length === 0 || path.at(-1) === "") return null;
      path.pop();
    } else if (step !== "." && step !== "") path.push(step);
  }
  return path.join("/");
}
