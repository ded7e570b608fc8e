import type { FactSource } from "./gathering.js";

/** The commit that is live. */
export const productionFact: FactSource<"production"> = {
  id: "production",
  source: "git",
  changedBy: ["production"],
  gather: ({ sources }) => sources.production(),
};
