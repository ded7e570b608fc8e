import { type FactSource, FactNotAsked } from "./gathering.js";

/** The repository's open pull requests, from GitHub. */
export const openPullRequestsFact: FactSource<"open-pull-requests"> = {
  id: "open-pull-requests",
  source: "GitHub",
  changedBy: ["pull-request"],
  async gather({ sources }) {
    if (sources.hosted === null) throw new FactNotAsked("needs GitHub");
    return sources.hosted.codeHost.openPullRequests(sources.hosted.repository);
  },
};
