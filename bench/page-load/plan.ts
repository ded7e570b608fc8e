import { z } from "zod";

/** What the load generator is to do. */
export const planSchema = z.object({
  url: z.string(),
  /** The Cookie header of each reader. */
  readers: z.array(z.string()),
  /** How often each of them asks, a second apart. */
  requests: z.number(),
});

export type LoadPlan = z.infer<typeof planSchema>;

export const resultSchema = z.object({
  /** From sending a request to the first byte of its answer; in the order of the answers. */
  firstByteMs: z.array(z.number()),
  /** Answered with something other than 200. */
  refused: z.number(),
  /** The bodies together, as they came over the wire. */
  bytes: z.number(),
  /** How late the generator itself was at worst. */
  latestMs: z.number(),
});

export type LoadResult = z.infer<typeof resultSchema>;
