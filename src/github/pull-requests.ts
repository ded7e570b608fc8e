import { z } from "zod";
import type { OpenPullRequest } from "../checker/snapshot.js";
import type { CodeHost } from "../deploys/ports/code-host.js";
import type { GitHubClient } from "./github-client.js";
import { pathOf, scopeOf } from "./repository-scope.js";

const pullRequests = z.array(
  z.object({
    number: z.number(),
    title: z.string(),
    html_url: z.string(),
    state: z.string().optional(),
    head: z.object({ ref: z.string() }),
  }),
);

export function createPullRequests(client: GitHubClient): Pick<CodeHost, "openPullRequests"> {
  return {
    async openPullRequests(repository) {
      const open: OpenPullRequest[] = [];
      const pages = client.pages(
        scopeOf(repository, { pull_requests: "read" }),
        "GET /repos/{owner}/{repo}/pulls",
        { ...pathOf(repository), state: "open" },
        pullRequests,
      );
      for await (const page of pages) {
        open.push(
          ...page
            .filter(({ state }) => state !== "closed")
            .map(({ number, title, head, html_url }) => ({ number, title, branch: head.ref, url: html_url })),
        );
      }
      return open;
    },
  };
}
