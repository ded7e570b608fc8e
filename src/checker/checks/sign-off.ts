import type { Check } from "../check.js";
import { contentDigest } from "../content-ids.js";
import { count } from "../count.js";
import { describeGivers } from "../describe-givers.js";
import { oneLine } from "../one-line.js";

/**
 * People whom the policy names have looked at what ships, and said so on the page. What they said holds for what the
 * deploy contained: a rebase keeps it, and new work lets it fall. One finding a missing sign-off.
 */
export const signOff: Check<"range" | "origins"> = {
  id: "sign-off",
  title: "Signed off",
  why: "Some eyes have to see a deploy before it ships; what they saw has to be what ships.",
  defaultSeverity: "failure",
  needs: ["range", "origins"],
  configured: ({ signOffs }) => signOffs.length > 0,
  run({ snapshot, content, signOffs }) {
    if (content.length === 0) return [];
    const shown = contentDigest(content.map(({ id }) => id));
    return signOffs
      .filter(({ given }) => given.length === 0)
      .map(({ name, by, fallen }) => ({
        subject: { type: "deploy", id: snapshot.target },
        message:
          fallen === null
            ? `${oneLine(name)} has not signed off`
            : `${oneLine(name)}: the sign-off by @${oneLine(fallen.by)} fell, ${fallen.why}`,
        remedy: `Have ${oneLine(describeGivers(by))} sign off under "Sign-offs" on the deploy's page`,
        url: null,
        // Who accepts that a sign-off is missing accepts it for what the deploy contains now.
        value: JSON.stringify([name, shown]),
      }));
  },
  summarise: (drafts) => [`${count(drafts.length, "sign-off")} missing`],
};
