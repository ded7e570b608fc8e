/** A ref as people say it: "deploy" for "refs/heads/deploy", "v1" for "refs/tags/v1". */
export function shortRef(ref: string): string {
  return ref.replace(/^refs\/(?:heads|tags)\//, "");
}

/** The first seven digits of a commit's SHA. */
export function shortSha(sha: string): string {
  return sha.slice(0, 7);
}
