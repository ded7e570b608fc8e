import type { BareRepository } from "./bare-repository.js";
import type { Identity } from "./merge-buttons.js";

export interface FilesCommit {
  /** "previous": the commit before it in the list. */
  readonly parents: readonly string[] | "previous";
  readonly message: string;
  /** Contents by path; null removes. */
  readonly files: Readonly<Record<string, string | Buffer | null>>;
  readonly author: Identity;
}

/**
 * Commits changes to the files of each first parent without a working tree, in one git process. Answers the ids.
 * @param ref full name; becomes the last commit, whatever it was before
 */
export async function commitFiles(
  git: BareRepository,
  ref: string,
  commits: readonly FilesCommit[],
): Promise<readonly string[]> {
  const stream = [...commits.flatMap((commit, index) => commitCommands(ref, commit, index)), "done\n"];
  const input = Buffer.concat(stream.map((part) => Buffer.from(part)));
  const ids = await git.text(["fast-import", "--quiet", "--force", "--done", "--cat-blob-fd=1"], { input });
  return ids.split("\n");
}

function commitCommands(ref: string, commit: FilesCommit, index: number): (string | Buffer)[] {
  const { name, email, seconds = Math.floor(Date.now() / 1000) } = commit.author;
  const signature = `${name} <${email}> ${seconds} +0000`;
  const [parent, ...others] = commit.parents === "previous" ? [`:${index}`] : commit.parents;
  return [
    // Else fast-import would go on where it is.
    ...(parent === undefined ? [`reset ${ref}\n`] : []),
    `commit ${ref}\nmark :${index + 1}\nauthor ${signature}\ncommitter ${signature}\n`,
    ...data(commit.message),
    ...(parent === undefined ? [] : [`from ${parent}\n`]),
    ...others.map((other) => `merge ${other}\n`),
    ...Object.entries(commit.files).flatMap(([path, content]) =>
      content === null ? [`D ${quoted(path)}\n`] : [`M 100644 inline ${quoted(path)}\n`, ...data(content)],
    ),
    `get-mark :${index + 1}\n`,
  ];
}

function data(content: string | Buffer): (string | Buffer)[] {
  const bytes = Buffer.from(content);
  return [`data ${bytes.length}\n`, bytes, "\n"];
}

function quoted(path: string): string {
  return `"${path.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`;
}
