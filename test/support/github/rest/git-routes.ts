import { z } from "zod";
import { actingAccount } from "../auth/caller.js";
import type { RefTarget } from "../git/bare-repository.js";
import { ApiError, notFound, ok } from "../http/answer.js";
import { param, readJson, type RepositoryCall } from "../http/api-call.js";
import { repositoryRoute, type Route } from "../http/route.js";
import { gitCommitJson } from "../json/commit.js";
import { nodeId, urlPath, type Json } from "../json/json.js";
import { fullName } from "../world/entities.js";
import { noticeRefs } from "../webhooks/notice-refs.js";

const sha = z.string().regex(/^[0-9a-f]{40}$/);
const newRef = z.object({ ref: z.string().regex(/^refs\/.+\/?.+$/), sha });
const movedRef = z.object({ sha, force: z.boolean().default(false) });
const newTag = z.object({
  tag: z.string().min(1),
  message: z.string(),
  object: sha,
  type: z.enum(["commit", "tree", "blob"]),
  tagger: z.object({ name: z.string(), email: z.string(), date: z.string().optional() }).optional(),
});

function refJson(call: RepositoryCall, ref: string, target: RefTarget): Json {
  const api = `${call.world.api}/repos/${fullName(call.repository)}`;
  return {
    ref,
    node_id: nodeId("Ref", ref),
    url: `${api}/git/${urlPath(ref)}`,
    object: {
      type: target.type,
      sha: target.object,
      url: `${api}/git/${target.type === "tag" ? "tags" : "commits"}/${target.object}`,
    },
  };
}

function getRef(call: RepositoryCall) {
  const ref = `refs/${param(call, "ref")}`;
  const target = call.repository.refs.get(ref);
  if (target === undefined) throw notFound();
  return ok(refJson(call, ref, target));
}

function matchingRefs(call: RepositoryCall) {
  const prefix = `refs/${param(call, "ref")}`;
  const found = [...call.repository.refs].filter(([ref]) => ref.startsWith(prefix));
  return ok(found.map(([ref, target]) => refJson(call, ref, target)));
}

async function getGitCommit(call: RepositoryCall) {
  const asked = param(call, "sha");
  const commit = /^[0-9a-f]{40}$/.test(asked) ? await call.repository.git.commit(asked) : null;
  if (commit === null) throw notFound();
  return ok(gitCommitJson(call.world, call.repository, commit));
}

function createRef(call: RepositoryCall) {
  const { repository, world, caller } = call;
  const wanted = readJson(call, newRef);
  return world.exclusively(repository, async () => {
    if (repository.refs.has(wanted.ref)) throw new ApiError(422, "Reference already exists");
    await write(call, wanted.ref, wanted.sha);
    await noticeRefs(call, repository, actingAccount(world, caller));
    return { status: 201, body: refJson(call, wanted.ref, refOrThrow(call, wanted.ref)) };
  });
}

function updateRef(call: RepositoryCall) {
  const { repository, world, caller } = call;
  const wanted = readJson(call, movedRef);
  const ref = `refs/${param(call, "ref")}`;
  return world.exclusively(repository, async () => {
    const before = repository.refs.get(ref);
    if (before === undefined) throw new ApiError(422, "Reference does not exist");
    if (!wanted.force && !(await repository.git.isAncestor(before.sha, wanted.sha))) {
      throw new ApiError(422, "Update is not a fast forward");
    }
    await write(call, ref, wanted.sha);
    await noticeRefs(call, repository, actingAccount(world, caller));
    return ok(refJson(call, ref, refOrThrow(call, ref)));
  });
}

async function write(call: RepositoryCall, ref: string, object: string): Promise<void> {
  await call.repository.git.updateRef(ref, object).catch((error: unknown) => {
    throw new ApiError(422, error instanceof Error ? "Object does not exist" : "Reference update failed");
  });
}

function refOrThrow(call: RepositoryCall, ref: string): RefTarget {
  const target = call.repository.refs.get(ref);
  if (target === undefined) throw new ApiError(422, "Reference update failed");
  return target;
}

/** Makes the tag object only; the ref is a second call, as on GitHub. */
async function createTag(call: RepositoryCall) {
  const { repository, world } = call;
  const wanted = readJson(call, newTag);
  const tagger = wanted.tagger ?? { name: world.bot.login, email: world.bot.email };
  const seconds = Math.floor(
    (wanted.tagger?.date === undefined ? Date.now() : Date.parse(wanted.tagger.date)) / 1000,
  );
  const text = [
    `object ${wanted.object}`,
    `type ${wanted.type}`,
    `tag ${wanted.tag}`,
    `tagger ${tagger.name} <${tagger.email}> ${seconds} +0000`,
    "",
    `${wanted.message}\n`,
  ].join("\n");
  const object = await repository.git.text(["mktag"], { input: text });
  const api = `${world.api}/repos/${fullName(repository)}`;
  return {
    status: 201,
    body: {
      node_id: nodeId("Tag", object),
      tag: wanted.tag,
      sha: object,
      url: `${api}/git/tags/${object}`,
      message: wanted.message,
      tagger: { name: tagger.name, email: tagger.email, date: new Date(seconds * 1000).toISOString() },
      object: { sha: wanted.object, type: wanted.type, url: `${api}/git/commits/${wanted.object}` },
      verification: {
        verified: false,
        reason: "unsigned",
        signature: null,
        payload: null,
        verified_at: null,
      },
    },
  };
}

/** The git database: refs, commits and tag objects. */
export const gitRoutes: readonly Route[] = [
  repositoryRoute("GET", "/git/ref/{ref+}", ["contents:read"], getRef),
  repositoryRoute("GET", "/git/matching-refs/{ref+}", ["contents:read"], matchingRefs),
  repositoryRoute("GET", "/git/commits/{sha}", ["contents:read"], getGitCommit),
  repositoryRoute("POST", "/git/refs", ["contents:write"], createRef),
  repositoryRoute("PATCH", "/git/refs/{ref+}", ["contents:write"], updateRef),
  repositoryRoute("POST", "/git/tags", ["contents:write"], createTag),
];
