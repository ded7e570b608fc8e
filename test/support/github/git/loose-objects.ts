import { readFileSync } from "node:fs";
import { join } from "node:path";
import { inflateSync } from "node:zlib";
import { parseCommit, type GitCommit } from "./git-commit.js";

export interface GitObject {
  readonly type: string;
  readonly content: Buffer;
}

/**
 * The objects of a repository that git keeps in files of their own, as it does with what few commits bring. Read without
 * a git process, of which a test would start ten. Null wherever git has to be asked: the object may be in a pack, or
 * nowhere.
 */
export class LooseObjects {
  readonly #folder: string;
  readonly #commits: Map<string, GitCommit>;

  /** @param commits known already; what is read is added */
  constructor(repository: string, commits: Map<string, GitCommit>) {
    this.#folder = join(repository, "objects");
    this.#commits = commits;
  }

  read(sha: string): GitObject | null {
    if (!/^[0-9a-f]{40}$/.test(sha)) return null;
    try {
      const bytes = inflateSync(readFileSync(join(this.#folder, sha.slice(0, 2), sha.slice(2))));
      const end = bytes.indexOf(0);
      const [type = ""] = bytes.toString("latin1", 0, end).split(" ");
      return { type, content: bytes.subarray(end + 1) };
    } catch {
      return null;
    }
  }

  commit(sha: string): GitCommit | null {
    const known = this.#commits.get(sha);
    if (known !== undefined) return known;
    const object = this.read(sha);
    if (object?.type !== "commit") return null;
    const commit = parseCommit(sha, object.content);
    this.#commits.set(sha, commit);
    return commit;
  }
}
