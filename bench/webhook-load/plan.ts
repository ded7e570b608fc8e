import { z } from "zod";

/** What the load generator is to do. */
export const planSchema = z.object({
  url: z.string(),
  secret: z.string(),
  perSecond: z.number(),
  seconds: z.number(),
  /** Payloads of real pushes to deploy branches, one a repository. */
  templates: z.array(z.looseObject({ repository: z.looseObject({ id: z.number() }) })),
});

export type LoadPlan = z.infer<typeof planSchema>;

export const resultSchema = z.object({
  /** From sending a delivery to its answer; in the order of the answers. */
  acknowledgedMs: z.array(z.number()),
  /** Answered with something other than 202. */
  refused: z.number(),
  /** Branches that had one push each. */
  featureRefs: z.number(),
  /** How late the generator itself was at worst. */
  latestMs: z.number(),
});

export type LoadResult = z.infer<typeof resultSchema>;
