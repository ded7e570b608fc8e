import { parsePolicy } from "../../policy/parse-policy.js";
import { policyPath } from "../../policy/policy.js";
import type { FactSource } from "./gathering.js";

/** What the deploy does to the policy file. The file's text is read only where it is not the one that governs. */
export const policyFileFact: FactSource<"policy-file"> = {
  id: "policy-file",
  source: "git",
  changedBy: ["push", "policy"],
  async gather(gathering) {
    const { subject, sources } = gathering;
    void gathering.fact("range");
    // Not before the log, which the issues wait for.
    await gathering.commits;
    const production = await gathering.value("production");
    const at = (commit: string) => sources.graph.blobAt(commit, policyPath);
    const both = Promise.all([at(subject.head), at(production.sha)]);
    both.catch(() => undefined);
    const { base } = await gathering.value("range");
    const [after, live] = await both;
    const before = base === production.sha ? live : base === null ? null : await at(base);
    const file =
      after === null || after === subject.policySha
        ? null
        : await sources.graph.fileAt(subject.head, policyPath);
    const parsed = file === null ? null : parsePolicy(file.text);
    return {
      path: policyPath,
      blob: after,
      changed: before !== after,
      mistakes:
        parsed === null || parsed.valid
          ? []
          : parsed.mistakes.map(({ line, message }) => ({ line, message })),
    };
  },
};
