// Cut down to what our parsing reads, in GitHub's own shape.
const repository = {
  id: 1,
  name: "web",
  full_name: "acme/web",
  owner: { login: "acme", name: "acme", id: 3 },
  default_branch: "main",
  pushed_at: 1_763_632_800,
  private: true,
};

const listed = [
  { id: 1, name: "web", full_name: "acme/web", private: true, node_id: "R_1" },
  { id: 2, name: "api", full_name: "acme/api", private: false, node_id: "R_2" },
];

const common = { repository, installation: { id: 7, node_id: "I_7" }, sender: { login: "ann", id: 9 } };

export const shaA = "a".repeat(40);
export const shaB = "b".repeat(40);
export const noCommit = "0".repeat(40);

export const push = {
  ...common,
  ref: "refs/heads/deploy",
  before: shaA,
  after: shaB,
  created: false,
  deleted: false,
  forced: false,
  commits: [{ id: shaB, message: "STORY-1 secret plans" }],
};

export const deletion = { ...common, ref: "deploy", ref_type: "branch", pusher_type: "user" };

export const mergeGroup = {
  ...common,
  action: "checks_requested",
  merge_group: {
    head_sha: shaB,
    head_ref: `refs/heads/gh-readonly-queue/main/pr-1-${shaA}`,
    base_sha: shaA,
    base_ref: "refs/heads/main",
    head_commit: { id: shaB },
  },
};

export const deploymentStatus = {
  ...common,
  action: "created",
  deployment: { id: 5, sha: shaA, environment: "production", creator: { login: "ci[bot]" } },
  deployment_status: { id: 6, state: "success", environment: "production" },
};

export const status = {
  ...common,
  id: 11,
  sha: shaA,
  name: "acme/web",
  context: "pre-deploy-checker/web",
  description: null,
  state: "success",
  target_url: null,
  sender: { login: "mallory" },
};

export const installation = { action: "created", installation: { id: 7 }, sender: { login: "ann" } };
export const installationWithRepositories = { ...installation, repositories: listed };

export const repositoriesAdded = {
  ...installation,
  action: "added",
  repositories_added: listed,
  repositories_removed: [],
};

export const repositoriesRemoved = {
  ...installation,
  action: "removed",
  repositories_added: [],
  repositories_removed: listed,
};

export const renamed = { ...common, action: "renamed", changes: { repository: { name: { from: "site" } } } };
