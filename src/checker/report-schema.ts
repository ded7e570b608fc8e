import { z } from "zod";
import { checkIds } from "./check-id.js";
import { problemKinds } from "./fact.js";
import { migrationsOfDeploySchema, reportMigrationSchema } from "./migration-schema.js";
import type { Report } from "./report.js";

const texts = z.array(z.string());
const person = z.object({ name: z.string(), email: z.string() });

const approval = z.object({
  by: z.string(),
  reason: z.string(),
  at: z.string(),
  until: z.string().nullable(),
});

const finding = z.object({
  id: z.string(),
  check: z.enum(checkIds),
  severity: z.enum(["failure", "warning"]),
  subject: z.object({ type: z.enum(["commit", "issue", "migration", "deploy"]), id: z.string() }),
  message: z.string(),
  remedy: z.string(),
  url: z.string().nullable(),
  approval: approval.nullable(),
});

const checkResult = z.object({
  id: z.enum(checkIds),
  state: z.enum(["success", "warning", "failure", "error", "off"]),
  findings: z.int(),
  note: z.string().exactOptional(),
});

const problem = z.object({
  kind: z.enum(problemKinds),
  message: z.string(),
  since: z.string(),
  retryAt: z.string().nullable(),
});

const commit = z.object({
  sha: z.string(),
  author: person,
  committedAt: z.string(),
  message: z.string(),
  issueKeys: texts,
  disposition: z.enum(["shipping", "ignored", "no-issue", "reverted", "already-shipped"]),
  url: z.string().nullable(),
});

const issue = z.object({
  key: z.string(),
  movedTo: z.string().nullable(),
  url: z.string(),
  summary: z.string(),
  type: z.string(),
  subtask: z.boolean(),
  status: z.string(),
  assignee: z.string().nullable(),
  parent: z.object({ key: z.string(), summary: z.string(), type: z.string() }).nullable(),
  fields: z.record(z.string(), z.string().nullable()),
  fieldStates: z.record(z.string(), z.enum(["absent", "empty", "value"])),
  commits: texts,
});

const signOff = z.object({
  name: z.string(),
  by: z.union([
    z.enum(["read", "triage", "write", "maintain", "admin", "on-call"]),
    z.object({ teams: texts, users: texts }),
  ]),
  given: z.array(z.object({ id: z.string(), by: z.string(), note: z.string(), at: z.string() })),
  fallen: z.object({ by: z.string(), at: z.string(), why: z.string() }).nullable(),
});

const policyMistake = z.object({
  line: z.int().nullable(),
  column: z.int().nullable(),
  path: z.string(),
  message: z.string(),
});

/** The report as JSON: contract 5.5, version 1. Fields that a newer version added are dropped. */
export const reportSchema: z.ZodType<Report> = z.object({
  version: z.literal(1),
  repository: z.string(),
  target: z.string(),
  policy: z.object({ ref: z.string(), sha: z.string().nullable() }),
  production: z.object({ ref: z.string(), sha: z.string().nullable() }),
  head: z.object({ ref: z.string(), sha: z.string() }),
  base: z.string().nullable(),
  compareUrl: z.string().nullable(),
  state: z.enum(["pending", "success", "failure", "error"]),
  summary: z.string(),
  checks: z.array(checkResult),
  problems: z.array(problem),
  findings: z.array(finding),
  commits: z.array(commit),
  issues: z.array(issue),
  revertedIssues: texts,
  alreadyShippedIssues: texts,
  migrations: z.array(reportMigrationSchema),
  migrationContext: migrationsOfDeploySchema
    .omit({ migrations: true, blobs: true, commits: true })
    .nullable()
    .default(null),
  signOffs: z.array(signOff).default([]),
  contentIds: texts.nullable().default(null),
  policyMistakes: z.array(policyMistake),
  gatheredAt: z.string(),
  durationMs: z.number(),
});
