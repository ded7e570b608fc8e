import type { BareRepository } from "./bare-repository.js";
import type { Identity } from "./merge-buttons.js";

export interface FilesCommit {
  /** Full name; becomes the new commit whatever it was before. */
  readonly ref: string;
  readonly parents: readonly string[];
  readonly message: string;
  /** Contents by path; null removes. */
  readonly files: Readonly<Record<string, string | Buffer | null>>;
  readonly author: Identity;
}

/** Commits changes to the files of the first parent without a working tree, in one git process. */
export async function commitFiles(git: BareRepository, commit: FilesCommit): Promise<string> {
  const { name, email, seconds = Math.floor(Date.now() / 1000) } = commit.author;
  const signature = `${name} <${email}> ${seconds} +0000`;
  const [parent, ...others] = commit.parents;
  const stream = [
    `commit ${commit.ref}\nmark :1\nauthor ${signature}\ncommitter ${signature}\n`,
    ...data(commit.message),
    ...(parent === undefined ? [] : [`from ${parent}\n`]),
    ...others.map((other) => `merge ${other}\n`),
    ...Object.entries(commit.files).flatMap(([path, content]) =>
      content === null ? [`D ${quoted(path)}\n`] : [`M 100644 inline ${quoted(path)}\n`, ...data(content)],
    ),
    "get-mark :1\ndone\n",
  ];
  const input = Buffer.concat(stream.map((part) => Buffer.from(part)));
  return git.text(["fast-import", "--quiet", "--force", "--done", "--cat-blob-fd=1"], { input });
}

function data(content: string | Buffer): (string | Buffer)[] {
  const bytes = Buffer.from(content);
  return [`data ${bytes.length}\n`, bytes, "\n"];
}

function quoted(path: string): string {
  return `"${path.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`;
}
