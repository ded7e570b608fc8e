import { z } from "zod";
import { actingAccount } from "../auth/caller.js";
import { ApiError, invalid, notFound, ok } from "../http/answer.js";
import { param, readJson, type RepositoryCall } from "../http/api-call.js";
import { paginate } from "../http/paginate.js";
import { repositoryRoute, type Route } from "../http/route.js";
import { releaseJson } from "../json/release.js";
import { emitRepositoryEvent } from "../webhooks/emit.js";
import { noticeRefs } from "../webhooks/notice-refs.js";
import type { Release } from "../world/entities.js";
import { resolveRef } from "../world/resolve-ref.js";
import { nowInstant } from "../world/sequence.js";

const newRelease = z.object({
  tag_name: z.string().min(1),
  target_commitish: z.string().optional(),
  name: z.string().optional(),
  body: z.string().optional(),
  draft: z.boolean().default(false),
  prerelease: z.boolean().default(false),
});

function answer(call: RepositoryCall, release: Release | undefined) {
  if (release === undefined) throw notFound();
  return ok(releaseJson(call.world, call.repository, release));
}

/** Publishing makes the tag where it is missing. */
function create(call: RepositoryCall) {
  const { repository, world, caller } = call;
  const wanted = readJson(call, newRelease);
  const author = actingAccount(world, caller);
  return world.exclusively(repository, async () => {
    if (repository.releases.some((one) => one.tag === wanted.tag_name && !one.draft)) {
      throw invalid("Release", "tag_name", "already_exists");
    }
    const target = wanted.target_commitish ?? repository.defaultBranch;
    const ref = `refs/tags/${wanted.tag_name}`;
    if (!wanted.draft && !repository.refs.has(ref)) {
      const sha = await resolveRef(repository, target);
      if (sha === null) throw invalid("Release", "target_commitish", "target_commitish is invalid");
      await repository.git.updateRef(ref, sha).catch(() => {
        throw new ApiError(422, "tag_name is not a valid tag");
      });
      await noticeRefs(call, repository, author);
    }
    const release: Release = {
      id: world.nextId(),
      tag: wanted.tag_name,
      target,
      name: wanted.name ?? null,
      body: wanted.body ?? null,
      draft: wanted.draft,
      prerelease: wanted.prerelease,
      author,
      createdAt: nowInstant(),
    };
    repository.releases.push(release);
    const rendered = releaseJson(world, repository, release);
    if (!release.draft) {
      emitRepositoryEvent(call, repository, author, "release", { action: "published", release: rendered });
    }
    return { status: 201, body: rendered };
  });
}

/** Releases. */
export const releaseRoutes: readonly Route[] = [
  repositoryRoute("GET", "/releases", ["contents:read"], (call) =>
    paginate(call, call.repository.releases.toReversed(), (one) =>
      releaseJson(call.world, call.repository, one),
    ),
  ),
  repositoryRoute("POST", "/releases", ["contents:write"], create),
  repositoryRoute("GET", "/releases/latest", ["contents:read"], (call) =>
    answer(
      call,
      call.repository.releases.findLast((one) => !one.draft && !one.prerelease),
    ),
  ),
  repositoryRoute("GET", "/releases/tags/{tag+}", ["contents:read"], (call) =>
    answer(
      call,
      call.repository.releases.find((one) => one.tag === param(call, "tag")),
    ),
  ),
];
