import { type FactSource, FactNotAsked } from "./gathering.js";

/** The issues that earlier pushes of the same open deploy had, from our own reports. */
export const earlierIssuesFact: FactSource<"earlier-issues"> = {
  id: "earlier-issues",
  source: "earlier reports",
  changedBy: ["push"],
  async gather({ subject, sources }) {
    if (sources.hosted === null) throw new FactNotAsked("needs the service's memory of earlier pushes");
    const { repository, store } = sources.hosted;
    return store.earlierIssues(repository.id, subject.target.name, subject.ref);
  },
};
