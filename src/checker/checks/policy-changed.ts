import type { Check } from "../check.js";
import { compareUrl } from "../compare-url.js";

/**
 * Nobody should be able to loosen the rules with the very push that the rules would stop. One finding on the
 * deploy, to be approved by a person who has read the change.
 */
export const policyChanged: Check<"production" | "policy-file"> = {
  id: "policy-changed",
  title: "Policy is unchanged",
  why: "A deploy that changes its own rules is shown to a person before it goes out.",
  defaultSeverity: "failure",
  needs: ["production", "policy-file"],
  configured: () => true,
  run({ snapshot, facts }) {
    const { path, changed, blob } = facts["policy-file"];
    if (!changed) return [];
    return [
      {
        subject: { type: "deploy", id: snapshot.target },
        message: `This deploy changes ${path}; it is judged by the policy of ${snapshot.policy.ref}`,
        remedy: `Have the change of ${path} read and approved, or take it out of this deploy`,
        url: compareUrl(snapshot, facts.production.sha, snapshot.head.sha),
        value: blob === undefined ? snapshot.head.sha : (blob ?? "removed"),
      },
    ];
  },
  summarise: () => ["changes its own policy"],
};
