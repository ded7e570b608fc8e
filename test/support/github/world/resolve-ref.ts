import type { Repository } from "./entities.js";

/**
 * The commit that GitHub means by `ref`: a branch, a tag, `heads/x`, `tags/x`, a full ref name,
 * `pull/N/head`, or a commit id of at least seven digits. Null where there is none.
 */
export async function resolveRef(repository: Repository, ref: string): Promise<string | null> {
  for (const name of [`refs/heads/${ref}`, `refs/tags/${ref}`, `refs/${ref}`, ref]) {
    const known = repository.refs.get(name);
    if (known !== undefined) return known.sha;
  }
  const pull = /^(?:refs\/)?pull\/(\d+)\/head$/.exec(ref)?.[1];
  if (pull !== undefined) {
    return repository.pulls.find((one) => one.number === Number(pull))?.headSha ?? null;
  }
  if (/^[0-9a-f]{40}$/i.test(ref)) {
    return (await repository.git.commit(ref.toLowerCase()))?.sha ?? null;
  }
  if (!/^[0-9a-f]{7,39}$/i.test(ref)) return null;
  const found = await repository.git
    .text(["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`])
    .catch(() => "");
  return found === "" ? null : found;
}
