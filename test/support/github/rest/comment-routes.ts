import { z } from "zod";
import { actingAccount } from "../auth/caller.js";
import { notFound, ok } from "../http/answer.js";
import { param, readJson, type RepositoryCall } from "../http/api-call.js";
import { paginate } from "../http/paginate.js";
import { repositoryRoute, type Route } from "../http/route.js";
import { commentJson } from "../json/release.js";
import type { IssueComment } from "../world/entities.js";
import { nowInstant } from "../world/sequence.js";

const text = z.object({ body: z.string().min(1).max(65_536) });

function issueNumber(call: RepositoryCall): number {
  const number = Number(param(call, "number"));
  if (!call.repository.pulls.some((pull) => pull.number === number)) throw notFound();
  return number;
}

/** Comments on pull requests, which GitHub files under issues. */
export const commentRoutes: readonly Route[] = [
  repositoryRoute("GET", "/issues/{number}/comments", ["issues:read", "pull_requests:read"], (call) => {
    const number = issueNumber(call);
    const listed = call.repository.comments.filter((comment) => comment.number === number);
    return paginate(call, listed, (comment) => commentJson(call.world, call.repository, comment));
  }),
  repositoryRoute("POST", "/issues/{number}/comments", ["issues:write", "pull_requests:write"], (call) => {
    const now = nowInstant();
    const comment: IssueComment = {
      id: call.world.nextId(),
      number: issueNumber(call),
      user: actingAccount(call.world, call.caller),
      body: readJson(call, text).body,
      createdAt: now,
      updatedAt: now,
    };
    call.repository.comments.push(comment);
    return { status: 201, body: commentJson(call.world, call.repository, comment) };
  }),
  repositoryRoute("PATCH", "/issues/comments/{id}", ["issues:write", "pull_requests:write"], (call) => {
    const comment = call.repository.comments.find((one) => one.id === Number(param(call, "id")));
    if (comment === undefined) throw notFound();
    comment.body = readJson(call, text).body;
    comment.updatedAt = nowInstant();
    return ok(commentJson(call.world, call.repository, comment));
  }),
];
