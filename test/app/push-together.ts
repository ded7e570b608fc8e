import type { LocalGitHub } from "../support/github/index.js";
import type { SampleRepository } from "./sample-repository.js";

/** A commit that is pushed with others; a text is its message, and it then touches a file of its own. */
export type PushedCommit =
  | string
  | {
      readonly message: string;
      /** None: a file of its own. Empty: an empty commit. */
      readonly files?: Readonly<Record<string, string | null>>;
      readonly parents?: readonly string[];
      readonly author?: { readonly name: string; readonly email: string };
    };

/** Pushes several commits onto a branch with one push, as people do; answers their SHAs in order. */
export async function pushTogether(
  github: LocalGitHub,
  { name }: Pick<SampleRepository, "name">,
  commits: readonly PushedCommit[],
  { branch = "deploy", from = branch }: { readonly branch?: string; readonly from?: string } = {},
): Promise<readonly string[]> {
  const start =
    (await github.resolve(name, `refs/heads/${from}`)) ?? (await github.resolve(name, "refs/heads/main"));
  const pushed = commits.map((commit, index) => {
    const wanted = typeof commit === "string" ? { message: commit } : commit;
    const files = { [`${branch}-${index}-${String(start).slice(0, 7)}.txt`]: `${wanted.message}\n` };
    const parents = index > 0 ? {} : { parents: start === null ? [] : [start] };
    return { files, ...parents, ...wanted };
  });
  return github.push(name, { branch }, pushed);
}
