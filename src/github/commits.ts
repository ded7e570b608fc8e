import { z } from "zod";
import type { CodeHost } from "../deploys/ports/code-host.js";
import type { GitHubClient } from "./github-client.js";
import { pathOf, scopeOf } from "./repository-scope.js";

// GitHub answers `{}` or null for an author that is no account.
const account = z.object({ login: z.string().optional() }).nullish();

const commit = z.object({
  author: account,
  committer: account,
  commit: z.object({ verification: z.object({ verified: z.boolean() }).optional() }),
});

const pullRequests = z.array(
  z.object({
    number: z.number(),
    title: z.string(),
    head: z.object({ ref: z.string(), sha: z.string() }),
    base: z.object({ ref: z.string() }),
    merge_commit_sha: z.string().nullish(),
    merged_at: z.string().nullish(),
  }),
);

// The account of commits that GitHub itself makes and signs: in the browser, by its API for apps, by its buttons.
const githubItself = "web-flow";

export function createCommits(
  client: GitHubClient,
): Pick<CodeHost, "verifiedAuthor" | "pullRequestsOfCommit"> {
  return {
    async verifiedAuthor(repository, sha) {
      const { data } = await client.request(
        scopeOf(repository, { contents: "read" }),
        "GET /repos/{owner}/{repo}/commits/{ref}",
        { ...pathOf(repository), ref: sha },
        commit,
      );
      const author = data.author?.login;
      if (author === undefined || data.commit.verification?.verified !== true) return null;
      // The signature proves the committer. Anybody can sign a commit that names another as its author.
      const committer = data.committer?.login;
      return committer === undefined || committer === author || committer === githubItself ? author : null;
    },

    async pullRequestsOfCommit(repository, sha) {
      const { data } = await client.request(
        scopeOf(repository, { contents: "read", pull_requests: "read" }),
        "GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls",
        { ...pathOf(repository), commit_sha: sha, per_page: 100 },
        pullRequests,
      );
      return data.map((pull) => ({
        number: pull.number,
        title: pull.title,
        branch: pull.head.ref,
        baseBranch: pull.base.ref,
        headSha: pull.head.sha,
        mergeCommitSha: pull.merge_commit_sha ?? null,
        merged: typeof pull.merged_at === "string",
      }));
    },
  };
}
