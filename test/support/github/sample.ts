import { apiClient, appClient, installationToken, type ApiClient } from "./api-client.js";
import { startGitHub, type LocalGitHub } from "./index.js";

const allPermissions = {
  metadata: "read",
  contents: "write",
  pull_requests: "write",
  issues: "write",
  deployments: "write",
  statuses: "write",
  checks: "write",
  members: "read",
  actions: "write",
} as const;

/** A GitHub with a repository that has a bit of everything, and clients that call it. */
export interface Sample {
  readonly github: LocalGitHub;
  /** The app itself, an installation's token with every permission, and a person. */
  readonly app: ApiClient;
  readonly bot: ApiClient;
  readonly ada: ApiClient;
  /** The installation's token. */
  readonly token: string;
  /** The first commit of main, the tip of feature/x, and what squashing that made on main. */
  readonly first: string;
  readonly head: string;
  readonly squashed: string;
  readonly installation: number;
  readonly deployment: number;
  readonly deliveryId: number;
}

export async function prepareSample(): Promise<Sample> {
  const github = await startGitHub({ validate: true, permissions: allPermissions });
  const user = github.createUser("ada", { name: "Ada Lovelace", email: "ada@example.com" });
  await github.createRepository({ owner: "acme", name: "web" });
  github.grant("acme/web", "ada", "maintain");
  github.createTeam("acme", "release", ["ada"]);
  // Nobody listens there: every delivery fails, and can be listed.
  github.setWebhookUrl("http://127.0.0.1:9/hook");
  const first = await github.commit("acme/web", {
    branch: "main",
    message: "Begin",
    files: { "README.md": "# web\n", "app/a b.txt": "1\n", "app/öl.txt": "2\n" },
    author: { name: "Ada Lovelace", email: "ada@example.com" },
  });
  await github.setBranch("acme/web", "feature/x", "main");
  const head = await github.commit("acme/web", {
    branch: "feature/x",
    message: "STORY-1 Change\n\nbody",
    files: { "README.md": "# web 2\n", "app/a b.txt": null, "new.txt": "n\n" },
  });
  await github.createPullRequest("acme/web", {
    head: "feature/x",
    base: "main",
    title: "STORY-1",
    body: "why",
  });
  const squashed = await github.mergePullRequest("acme/web", 1, { method: "squash", by: "ada" });
  await github.commit("acme/web", { branch: "feature/y", message: "More", files: { "y.txt": "y" } });
  await github.createPullRequest("acme/web", {
    head: "feature/y",
    base: "main",
    title: "Open",
    labels: ["red"],
  });
  await github.createTag("acme/web", "v1", "main", "First release");
  await github.createTag("acme/web", "v0", first);
  github.protectBranch("acme/web", "main", { requiredContexts: ["ci"] });
  github.createCheckRun("acme/web", { name: "build", sha: head, conclusion: "success" });
  const deployment = await github.createDeployment("acme/web", {
    ref: "main",
    environment: "production",
    state: "success",
  });
  await github.idle();
  const deliveryId = github.deliveries[0]!.id;
  const installation = github.installApp("acme/web");

  const token = await installationToken(github, installation);
  return {
    github,
    app: appClient(github),
    bot: apiClient(github, `token ${token}`),
    ada: apiClient(github, `Bearer ${user.token}`),
    token,
    first,
    head,
    squashed,
    installation,
    deployment,
    deliveryId,
  };
}
