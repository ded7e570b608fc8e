import type { RefTarget } from "../git/bare-repository.js";
import { zeroSha } from "../git/bare-repository.js";
import { zonedInstant, type GitCommit } from "../git/git-commit.js";
import { urlPath, type Json } from "../json/json.js";
import { fullName, type Account, type Repository } from "../world/entities.js";
import type { World } from "../world/world.js";

/** How many commits GitHub names in one push event. */
const namedCommits = 2048;

export interface RefChange {
  /** Full name. */
  readonly ref: string;
  readonly before: RefTarget | null;
  readonly after: RefTarget | null;
  /** All refs before the push: a new branch names only commits that none of them had. */
  readonly earlier: ReadonlyMap<string, RefTarget>;
}

/** The body of a `push` event, apart from what every repository event carries. */
export async function pushPayload(
  world: World,
  repository: Repository,
  pusher: Account,
  { ref, before, after, earlier }: RefChange,
): Promise<Json> {
  const html = `${world.origin}/${fullName(repository)}`;
  const created = before === null;
  const deleted = after === null;
  const isTag = ref.startsWith("refs/tags/");
  const known =
    before === null ? [...new Set([...earlier.values()].map((target) => target.sha))] : [before.sha];
  const shas = after === null || isTag ? [] : await repository.git.reachable(after.sha, known, namedCommits);
  const commits = await repository.git.commits(shas.reverse());
  const forced = before !== null && after !== null && !(await followsOn(repository, before, after, commits));
  const head = after === null ? null : await repository.git.commit(after.sha);
  const render = (commit: GitCommit) => pushCommit(world, html, commit);
  const short = (target: RefTarget) => target.sha.slice(0, 12);
  return {
    ref,
    before: before?.object ?? zeroSha,
    after: after?.object ?? zeroSha,
    created,
    deleted,
    forced,
    base_ref: created && after !== null ? baseRef(repository, ref, after, earlier) : null,
    compare:
      before !== null && after !== null
        ? `${html}/compare/${short(before)}...${short(after)}`
        : `${html}/compare/${urlPath(ref.replace(/^refs\/(heads|tags)\//, ""))}`,
    commits: commits.map(render),
    head_commit: head && render(head),
    pusher: { name: pusher.login, ...(pusher.type === "Bot" ? {} : { email: pusher.email }) },
  };
}

/** Whether a push went on from what was there. `commits`: the newest that it brought. */
async function followsOn(
  { git }: Repository,
  before: RefTarget,
  after: RefTarget,
  commits: readonly GitCommit[],
): Promise<boolean> {
  // What has the former tip as its parent came after it: git need not be asked.
  if (commits.some(({ parents }) => parents.includes(before.sha))) return true;
  return git.isAncestor(before.sha, after.sha);
}

/** A branch that already stood where a new ref was made, the default branch above others. */
function baseRef(
  { defaultBranch }: Repository,
  ref: string,
  after: RefTarget,
  earlier: ReadonlyMap<string, RefTarget>,
): string | null {
  const there = [...earlier]
    .filter(([name, target]) => name !== ref && name.startsWith("refs/heads/") && target.sha === after.sha)
    .map(([name]) => name);
  const preferred = `refs/heads/${defaultBranch}`;
  return there.includes(preferred) ? preferred : (there[0] ?? null);
}

function pushCommit(world: World, html: string, commit: GitCommit): Json {
  const person = ({ name, email }: GitCommit["author"]): Json => {
    const account = world.accountByEmail(email);
    return { name, email, ...(account === null ? {} : { username: account.login }) };
  };
  return {
    id: commit.sha,
    tree_id: commit.tree,
    distinct: true,
    message: commit.message,
    timestamp: zonedInstant(commit.committer),
    url: `${html}/commit/${commit.sha}`,
    author: person(commit.author),
    committer: person(commit.committer),
    added: [],
    removed: [],
    modified: [],
  };
}
