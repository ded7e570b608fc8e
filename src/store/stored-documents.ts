import { z } from "zod";
import type { Report, State } from "../checker/report.js";
import type { Snapshot } from "../checker/snapshot.js";

export const stateSchema: z.ZodType<State> = z.enum(["pending", "success", "failure", "error"]);

const revision = z.object({ ref: z.string(), sha: z.string() });

const reportOutline = z.object({
  version: z.literal(1),
  repository: z.string(),
  target: z.string(),
  head: revision,
  state: stateSchema,
  summary: z.string(),
  checks: z.array(z.object({ id: z.string() })),
  problems: z.array(z.object({ kind: z.string() })),
  findings: z.array(z.object({ id: z.string() })),
  commits: z.array(z.object({ sha: z.string() })),
  issues: z.array(z.object({ key: z.string() })),
  gatheredAt: z.string(),
});

const snapshotOutline = z.object({
  version: z.literal(1),
  target: z.string(),
  at: z.string(),
  head: revision,
  facts: z.record(z.string(), z.object({})),
});

/**
 * We wrote these documents ourselves from typed values: looking at version and outline tells whether this version of
 * the app understands them, without walking through 10,000 commits on every page view.
 */
export const reportSchema = z.custom<Report>((value) => reportOutline.safeParse(value).success);
export const snapshotSchema = z.custom<Snapshot>((value) => snapshotOutline.safeParse(value).success);
