import type { BareRepository } from "./bare-repository.js";

export interface ChangedFile {
  readonly path: string;
  readonly previousPath: string | null;
  readonly status: "added" | "removed" | "modified" | "renamed" | "copied" | "changed";
  readonly additions: number;
  readonly deletions: number;
  /** The blob after the change; before it for a removed file. */
  readonly blob: string;
}

const statuses: Readonly<Record<string, ChangedFile["status"]>> = {
  A: "added",
  D: "removed",
  M: "modified",
  R: "renamed",
  C: "copied",
  T: "changed",
};

const emptyTree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

/** What changes between two trees, renames found, as GitHub lists the files of a comparison. */
export function changedFiles(git: BareRepository, from: string | null, to: string): Promise<ChangedFile[]> {
  return git.remember(`diff ${from ?? ""} ${to}`, () => compareTrees(git, from, to));
}

async function compareTrees(git: BareRepository, from: string | null, to: string): Promise<ChangedFile[]> {
  const trees = [from ?? emptyTree, to];
  const common = ["diff-tree", "-r", "-M", "-z", "--no-commit-id"];
  const [raw, numstat] = await Promise.all([
    git.bytes([...common, "--raw", "--no-abbrev", ...trees]),
    git.bytes([...common, "--numstat", ...trees]),
  ]);
  const counts = parseNumstat(numstat.toString("utf8"));
  return parseRaw(raw.toString("utf8")).map((file) => ({
    ...file,
    ...(counts.get(file.path) ?? { additions: 0, deletions: 0 }),
  }));
}

function parseRaw(output: string): Omit<ChangedFile, "additions" | "deletions">[] {
  const parts = output.split("\0");
  const files: Omit<ChangedFile, "additions" | "deletions">[] = [];
  for (let at = 0; at + 1 < parts.length;) {
    const [, , oldBlob = "", newBlob = "", letter = "M"] = (parts[at++] ?? "").split(" ");
    const status = statuses[letter.charAt(0)] ?? "changed";
    const previousPath = status === "renamed" || status === "copied" ? (parts[at++] ?? "") : null;
    const path = parts[at++] ?? "";
    files.push({ path, previousPath, status, blob: status === "removed" ? oldBlob : newBlob });
  }
  return files;
}

function parseNumstat(output: string): Map<string, { additions: number; deletions: number }> {
  const parts = output.split("\0");
  const counts = new Map<string, { additions: number; deletions: number }>();
  for (let at = 0; at + 1 < parts.length;) {
    const [added = "", deleted = "", plainPath = ""] = (parts[at++] ?? "").split("\t");
    // A renamed file has an empty path there, and its two names follow.
    const path = plainPath === "" ? (parts[(at += 2) - 1] ?? "") : plainPath;
    counts.set(path, { additions: Number(added) || 0, deletions: Number(deleted) || 0 });
  }
  return counts;
}
