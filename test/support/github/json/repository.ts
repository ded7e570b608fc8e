import { fullName, type Repository } from "../world/entities.js";
import type { World } from "../world/world.js";
import { simpleUser } from "./account.js";
import { nodeId, type Json } from "./json.js";

/** Name of a link -> what follows the repository's API address (RFC 6570 templates as GitHub has them). */
const links: Readonly<Record<string, string>> = {
  archive_url: "/{archive_format}{/ref}",
  assignees_url: "/assignees{/user}",
  blobs_url: "/git/blobs{/sha}",
  branches_url: "/branches{/branch}",
  collaborators_url: "/collaborators{/collaborator}",
  comments_url: "/comments{/number}",
  commits_url: "/commits{/sha}",
  compare_url: "/compare/{base}...{head}",
  contents_url: "/contents/{+path}",
  contributors_url: "/contributors",
  deployments_url: "/deployments",
  downloads_url: "/downloads",
  events_url: "/events",
  forks_url: "/forks",
  git_commits_url: "/git/commits{/sha}",
  git_refs_url: "/git/refs{/sha}",
  git_tags_url: "/git/tags{/sha}",
  hooks_url: "/hooks",
  issue_comment_url: "/issues/comments{/number}",
  issue_events_url: "/issues/events{/number}",
  issues_url: "/issues{/number}",
  keys_url: "/keys{/key_id}",
  labels_url: "/labels{/name}",
  languages_url: "/languages",
  merges_url: "/merges",
  milestones_url: "/milestones{/number}",
  notifications_url: "/notifications{?since,all,participating}",
  pulls_url: "/pulls{/number}",
  releases_url: "/releases{/id}",
  stargazers_url: "/stargazers",
  statuses_url: "/statuses/{sha}",
  subscribers_url: "/subscribers",
  subscription_url: "/subscription",
  tags_url: "/tags",
  teams_url: "/teams",
  trees_url: "/git/trees{/sha}",
};

/** `minimal-repository`. */
export function minimalRepository(world: World, repository: Repository): Json {
  const name = fullName(repository);
  const url = `${world.api}/repos/${name}`;
  return {
    id: repository.id,
    node_id: nodeId("Repository", repository.id),
    name: repository.name,
    full_name: name,
    owner: simpleUser(world, repository.owner),
    private: repository.private,
    html_url: `${world.origin}/${name}`,
    description: null,
    fork: false,
    url,
    ...Object.fromEntries(Object.entries(links).map(([link, path]) => [link, `${url}${path}`])),
    default_branch: repository.defaultBranch,
  };
}

/** `repository`, as within other answers and as webhooks carry it. */
export function simpleRepository(world: World, repository: Repository): Json {
  const name = fullName(repository);
  const { host } = new URL(world.origin);
  const openPulls = repository.pulls.filter((pull) => pull.state === "open").length;
  return {
    ...minimalRepository(world, repository),
    clone_url: `${world.origin}/${name}.git`,
    git_url: `git://${host}/${name}.git`,
    ssh_url: `ssh://git@${host}/${name}.git`,
    svn_url: `${world.origin}/${name}`,
    mirror_url: null,
    homepage: null,
    language: null,
    license: null,
    forks: 0,
    forks_count: 0,
    stargazers_count: 0,
    watchers: 0,
    watchers_count: 0,
    open_issues: openPulls,
    open_issues_count: openPulls,
    size: 0,
    has_issues: true,
    has_projects: false,
    has_wiki: false,
    has_pages: false,
    has_downloads: true,
    has_discussions: false,
    archived: false,
    disabled: false,
    visibility: repository.private ? "private" : "public",
    allow_forking: true,
    is_template: false,
    web_commit_signoff_required: false,
    topics: [],
    created_at: repository.createdAt,
    updated_at: repository.pushedAt,
    pushed_at: repository.pushedAt,
  };
}

/** `full-repository`. */
export function fullRepository(world: World, repository: Repository): Json {
  return {
    ...simpleRepository(world, repository),
    allow_merge_commit: true,
    allow_squash_merge: true,
    allow_rebase_merge: true,
    network_count: 0,
    subscribers_count: 0,
  };
}
