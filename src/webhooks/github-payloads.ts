import { z } from "zod";

// What we use of GitHub's payloads, and no more: https://docs.github.com/webhooks/webhook-events-and-payloads

const sha = z.string().regex(/^[0-9a-f]{40}$/);
const installation = z.object({ id: z.number() });

const repository = z.object({
  id: z.number(),
  name: z.string().min(1),
  owner: z.object({ login: z.string().min(1) }),
  // Asked for where it is needed and not known.
  default_branch: z.string().default(""),
});

/** Installation events list repositories in short. */
const listedRepositories = z.array(
  z.object({ id: z.number(), name: z.string().min(1), full_name: z.string().regex(/^[^/]+\/[^/]+$/) }),
);

/** Every event of an installed app that is about one repository. */
export const ofRepository = z.object({ repository, installation });

export const authorizationRevoked = z.object({ sender: z.object({ id: z.number().int() }) });

export const push = ofRepository.extend({
  ref: z.string().startsWith("refs/"),
  before: sha.nullish(),
  after: sha,
  forced: z.boolean().default(false),
  // Seconds since 1970 in push events, an ISO date in others.
  repository: repository.extend({ pushed_at: z.union([z.number(), z.string()]).nullish() }),
});

export const deletion = ofRepository.extend({
  ref: z.string().min(1),
  ref_type: z.enum(["branch", "tag"]),
});

export const mergeGroup = ofRepository.extend({
  action: z.enum(["checks_requested", "destroyed"]),
  merge_group: z.object({ head_ref: z.string(), head_sha: sha, base_ref: z.string(), base_sha: sha }),
});

export const deploymentStatus = ofRepository.extend({
  deployment: z.object({ environment: z.string(), sha: z.string() }),
  deployment_status: z.object({ state: z.string() }),
});

export const status = ofRepository.extend({
  sha,
  context: z.string(),
  state: z.enum(["pending", "success", "failure", "error"]),
  description: z.string().nullable().default(null),
  target_url: z.string().nullable().default(null),
  sender: z.object({ login: z.string() }).nullish(),
});

export const ofInstallation = z.object({ installation });

export const installed = ofInstallation.extend({ repositories: listedRepositories.optional() });

export const repositoriesAdded = ofInstallation.extend({ repositories_added: listedRepositories });

export const repositoriesRemoved = ofInstallation.extend({
  repositories_removed: z.array(z.object({ id: z.number() })),
});
