import { randomUUID } from "node:crypto";
import type { ReadGit } from "./read-git.js";

/**
 * The texts of blobs by id, with one git process. Sizes that git tells count bytes, of which invalid UTF-8 is read as
 * something longer: so what lies between two answers about a name that cannot exist is one text.
 */
export async function readTexts(
  git: ReadGit,
  blobIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (blobIds.length === 0) return new Map();
  const nonce = randomUUID();
  const output = await git(["cat-file", "--batch"], {
    input: blobIds.map((id) => `${id}\n${nonce}\n`).join(""),
  });
  const texts = new Map<string, string>();
  for (const answer of output.split(`${nonce} missing\n`)) {
    const header = /^([0-9a-f]{40}) blob [0-9]+\n/.exec(answer);
    if (header?.[1] !== undefined) texts.set(header[1], answer.slice(header[0].length, -1));
  }
  return texts;
}
