import { utcInstant, zonedInstant, type GitCommit, type Signature } from "../git/git-commit.js";
import type { ChangedFile } from "../git/changed-files.js";
import { fullName, type Account, type Repository } from "../world/entities.js";
import type { World } from "../world/world.js";
import { simpleUser } from "./account.js";
import { nodeId, urlPath, type Json } from "./json.js";

function verification(repository: Repository, sha: string): Json {
  const verified = repository.verified.has(sha);
  return {
    verified,
    reason: verified ? "valid" : "unsigned",
    signature: verified ? "-----BEGIN PGP SIGNATURE-----\n\n-----END PGP SIGNATURE-----\n" : null,
    payload: verified ? `tree of ${sha}` : null,
    verified_at: verified ? repository.createdAt : null,
  };
}

/** The account behind a commit: the signer's where verified, else the owner of the address. */
function authorOf(world: World, repository: Repository, commit: GitCommit): Account | null {
  const signer = repository.verified.get(commit.sha);
  return signer === undefined ? world.accountByEmail(commit.author.email) : world.account(signer);
}

function gitUser(signature: Signature): Json {
  return { name: signature.name, email: signature.email, date: utcInstant(signature) };
}

/** `commit`, as in lists. */
export function commitJson(world: World, repository: Repository, commit: GitCommit): Json {
  const api = `${world.api}/repos/${fullName(repository)}`;
  const html = `${world.origin}/${fullName(repository)}`;
  const author = authorOf(world, repository, commit);
  const committer = world.accountByEmail(commit.committer.email);
  return {
    sha: commit.sha,
    node_id: nodeId("Commit", commit.sha),
    url: `${api}/commits/${commit.sha}`,
    html_url: `${html}/commit/${commit.sha}`,
    comments_url: `${api}/commits/${commit.sha}/comments`,
    commit: {
      url: `${api}/git/commits/${commit.sha}`,
      author: gitUser(commit.author),
      committer: gitUser(commit.committer),
      message: commit.message,
      comment_count: 0,
      tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
      verification: verification(repository, commit.sha),
    },
    author: author && simpleUser(world, author),
    committer: committer && simpleUser(world, committer),
    parents: commit.parents.map((sha) => ({
      sha,
      url: `${api}/commits/${sha}`,
      html_url: `${html}/commit/${sha}`,
    })),
  };
}

/** `git-commit`, the object itself. */
export function gitCommitJson(world: World, repository: Repository, commit: GitCommit): Json {
  const api = `${world.api}/repos/${fullName(repository)}`;
  const html = `${world.origin}/${fullName(repository)}`;
  return {
    sha: commit.sha,
    node_id: nodeId("Commit", commit.sha),
    url: `${api}/git/commits/${commit.sha}`,
    html_url: `${html}/commit/${commit.sha}`,
    author: gitUser(commit.author),
    committer: gitUser(commit.committer),
    tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
    message: commit.message,
    parents: commit.parents.map((sha) => ({
      sha,
      url: `${api}/git/commits/${sha}`,
      html_url: `${html}/commit/${sha}`,
    })),
    verification: verification(repository, commit.sha),
  };
}

/** `simple-commit`, as merge groups and check suites carry it. */
export function simpleCommit(commit: GitCommit): Json {
  return {
    id: commit.sha,
    tree_id: commit.tree,
    message: commit.message,
    timestamp: zonedInstant(commit.author),
    author: { name: commit.author.name, email: commit.author.email },
    committer: { name: commit.committer.name, email: commit.committer.email },
  };
}

/** `diff-entry`. */
export function fileJson(world: World, repository: Repository, sha: string, file: ChangedFile): Json {
  const html = `${world.origin}/${fullName(repository)}`;
  const path = urlPath(file.path);
  return {
    sha: file.blob,
    filename: file.path,
    status: file.status,
    additions: file.additions,
    deletions: file.deletions,
    changes: file.additions + file.deletions,
    blob_url: `${html}/blob/${sha}/${path}`,
    raw_url: `${html}/raw/${sha}/${path}`,
    contents_url: `${world.api}/repos/${fullName(repository)}/contents/${path}?ref=${sha}`,
    ...(file.previousPath === null ? {} : { previous_filename: file.previousPath }),
  };
}
