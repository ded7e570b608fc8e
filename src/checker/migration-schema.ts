import { z } from "zod";
import type { MigrationsOfDeploy, ReportMigration } from "./migration-report.js";

const texts = z.array(z.string());
const seconds = z.object({ expected: z.number(), low: z.number(), high: z.number() }).nullable();

const operation = z.object({
  table: z.string().nullable(),
  kind: z.string(),
  cost: z.enum(["instant", "scan", "index", "rewrite", "dml", "unknown"]),
  rows: z.number().nullable(),
  seconds,
  blocksReads: z.boolean(),
  blocksWrites: z.boolean(),
  blockedSeconds: seconds,
  lock: z.string().nullable(),
  line: z.int(),
  note: z.string(),
  advice: z.string().nullable(),
  basis: z.string().nullable(),
  observed: z.object({ count: z.int(), factor: z.number() }).optional(),
});

export const reportMigrationSchema = z.object({
  path: z.string(),
  format: z.string(),
  seconds,
  operations: z.array(operation),
  changedParts: texts.optional(),
  wants: texts.optional(),
  rehearsal: z.string().nullish(),
}) satisfies z.ZodType<ReportMigration>;

export const migrationsOfDeploySchema = z.object({
  engine: z.string(),
  migrations: z.array(reportMigrationSchema),
  changed: z.array(
    z.object({ path: z.string(), how: z.enum(["changed", "removed"]), parts: texts.optional() }),
  ),
  applied: texts,
  commits: z.record(z.string(), texts),
  blobs: z.record(z.string(), z.string()),
  rowCounts: z.object({ source: z.string(), takenAt: z.string().nullable() }).nullable(),
  limits: z.object({
    failOver: z.number().nullable(),
    warnOver: z.number().nullable(),
    blockOver: z.number().nullable(),
  }),
  notes: texts,
}) satisfies z.ZodType<MigrationsOfDeploy>;
