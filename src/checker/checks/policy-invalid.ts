import type { Check } from "../check.js";
import { oneLine } from "../one-line.js";

/**
 * A deploy whose own policy file cannot be read would leave the next deploy without a policy. One finding on the
 * deploy: "... is invalid at 1a2b3c4, line 7: unknown key "statusses"".
 */
export const policyInvalid: Check<"policy-file"> = {
  id: "policy-invalid",
  title: "Policy file is valid",
  why: "Once this deploy is live its policy file governs; an invalid one would leave deploys unchecked.",
  defaultSeverity: "failure",
  needs: ["policy-file"],
  configured: () => true,
  run({ snapshot: { target, head, repositoryUrl }, facts }) {
    const { path, mistakes } = facts["policy-file"];
    const [first] = mistakes;
    if (first === undefined) return [];
    const line = first.line === null ? "" : `, line ${first.line}`;
    const others = mistakes.length > 1 ? ` (and ${mistakes.length - 1} more)` : "";
    const anchor = first.line === null ? "" : `#L${first.line}`;
    return [
      {
        subject: { type: "deploy", id: target },
        message: `${path} is invalid at ${head.sha.slice(0, 7)}${line}: ${oneLine(first.message)}${others}`,
        remedy: `Correct the file and push; "pre-deploy-checker policy validate ${path}" lists every mistake`,
        url: repositoryUrl === null ? null : `${repositoryUrl}/blob/${head.sha}/${path}${anchor}`,
        value: mistakes.map(({ message }) => message).join("\n"),
      },
    ];
  },
  summarise: () => ["makes its own policy invalid"],
};
