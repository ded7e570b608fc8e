import { createGitRepository, type CommitSpec } from "../../test/support/git-repository.js";
import type { LocalGitHub } from "../../test/support/github/index.js";

export interface DeployShape {
  /** "owner/name"; every owner is an installation of its own, with a budget of its own for statuses. */
  readonly name: string;
  /** Commits between production and the deploy's head. */
  readonly commits: number;
  /** Issues that they name, in turn. */
  readonly issues: number;
  /** Commits in production; a few when left out. */
  readonly history?: number;
  /** One commit of so many names no issue; none when left out. */
  readonly keylessEvery?: number;
  readonly pullRequestKeys?: boolean;
}

/** A repository with a policy, a production branch and a deploy branch ahead of it. */
export interface DeployRepository {
  readonly name: string;
  /** The deploy branch's tip now. */
  readonly head: string;
  /** Replaces the newest commit of the deploy branch by another one: a new head, a range of the same size. */
  push(): Promise<string>;
}

export const deployBranch = "deploy";

const files = 200;
/** Between two commits: the newest is from today, since nobody waits for a deploy of last year. */
const secondsApart = 20;

export async function createDeployRepository(
  github: LocalGitHub,
  shape: DeployShape,
): Promise<DeployRepository> {
  const { name, commits, history = 20 } = shape;
  const [owner = "", repository = ""] = name.split("/");
  const { gitDir } = await github.createRepository({ owner, name: repository });
  const git = createGitRepository({ dir: gitDir, bare: true });

  const firstCommitAt = Math.floor(Date.now() / 1000) - (history + commits) * secondsApart;
  let count = 0;
  const next = (message: string, spec: CommitSpec = {}): CommitSpec => {
    count++;
    return {
      message,
      files: { [`src/file-${count % files}.txt`]: `${count}\n` },
      date: firstCommitAt + count * secondsApart,
      ...spec,
    };
  };
  const policy = { ".github/pre-deploy-checker.yml": policyText(shape) };
  git.commits([
    next("Begin", { files: policy }),
    ...Array.from({ length: history - 1 }, (_, at) => next(`STORY-${at + 1} Part of what is live`)),
  ]);
  git.branch("production", "main");
  git.branch(deployBranch, "main");
  const onDeploy = (at: number): CommitSpec => next(messageOf(shape, at), { branch: deployBranch });
  const range = git.commits(Array.from({ length: commits }, (_, at) => onDeploy(at)));
  git.git("gc", "--quiet");
  git.git("commit-graph", "write", "--reachable");
  const parent = range.at(-2) ?? git.tip("production") ?? "";
  await github.noticeChanges(name);

  let head = range.at(-1) ?? "";
  return {
    name,
    get head() {
      return head;
    },
    async push() {
      head = git.commit({ ...onDeploy(commits - 1), parents: [parent] });
      await github.noticeChanges(name);
      return head;
    },
  };
}

/** What a story's commit looks like: a subject, a body of some lines, a trailer. */
function messageOf({ issues, keylessEvery }: DeployShape, at: number): string {
  const keyless = keylessEvery !== undefined && at % keylessEvery === keylessEvery - 1;
  const subject = keyless ? `Change number ${at}` : `STORY-${(at % issues) + 1} Change number ${at}`;
  const body = "Nobody could tell from the outside why this took so long.\nNow it does not any more.";
  return `${subject}\n\n${body}\n\nReviewed-by: Grace Hopper <grace@example.com>\n`;
}

function policyText({ pullRequestKeys = false }: DeployShape): string {
  return `version: 1
targets:
  web:
    deploy: ${deployBranch}
    production: production
jira:
  projects: [STORY]
  pull-request-keys: ${pullRequestKeys}
issues:
  statuses: [Ready to Deploy]
  fields:
    - { field: Risk, required: true }
`;
}
