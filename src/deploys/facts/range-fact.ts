import { readRange } from "../range/read-range.js";
import { shippedByPullRequest } from "../shipped-by-pull-request.js";
import type { FactSource } from "./gathering.js";

/** The commits of the deploy, from git; where production has commits that head lacks, GitHub is asked how they came. */
export const rangeFact: FactSource<"range"> = {
  id: "range",
  source: "git",
  changedBy: ["push", "production"],
  async gather(gathering) {
    const { subject, sources } = gathering;
    const production = await gathering.value("production");
    gathering.progress({ step: "commits" });
    const { hosted } = sources;
    const shipped =
      hosted === null
        ? Promise.resolve([])
        : hosted.store.shippedRecords(hosted.repository.id, subject.target.name);
    // Seldom needed: then nobody hears of its failure either.
    shipped.catch(() => undefined);
    return readRange(sources.graph, {
      head: subject.head,
      production: production.sha,
      shipped,
      paths: subject.target.paths,
      commitsFirst: sources.issueTracker !== null && subject.rules.commits.keys !== null,
      onCommits: (commits) => gathering.commitsKnown(commits),
      ...(hosted === null
        ? {}
        : { askShipped: (shas) => shippedByPullRequest(hosted, subject.target, shas, gathering.clock) }),
    });
  },
};
