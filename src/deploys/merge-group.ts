/**
 * The branch that a merge queue's temporary branch is to be merged into, or null for any other ref. GitHub names them
 * `gh-readonly-queue/<base>/pr-<number>-<sha>`
 * (https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/configuring-pull-request-merges/managing-a-merge-queue).
 */
export function mergeGroupBase(ref: string): string | null {
  return /^refs\/heads\/gh-readonly-queue\/(.+)\/pr-\d+-[^/]+$/.exec(ref)?.[1] ?? null;
}
