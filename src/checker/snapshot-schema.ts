import { z } from "zod";
import { problemKinds } from "./fact.js";
import { migrationsOfDeploySchema } from "./migration-schema.js";
import type { Snapshot } from "./snapshot.js";

const texts = z.array(z.string());
const person = z.object({ name: z.string(), email: z.string() });
const revision = z.object({ ref: z.string(), sha: z.string() });

function fact<T extends z.ZodType>(value: T) {
  return z.union([
    z.object({
      value,
      at: z.string(),
      source: z.string(),
      away: z.object({ since: z.string(), retryAt: z.string() }).exactOptional(),
    }),
    z.object({
      unavailable: z.string(),
      kind: z.enum(problemKinds),
      since: z.string(),
      retryAt: z.string().nullable(),
    }),
    z.object({ notAsked: z.string() }),
  ]);
}

const commit = z.object({
  sha: z.string(),
  parents: texts,
  author: person,
  authoredAt: z.string(),
  committedAt: z.string(),
  message: z.string(),
  changeId: z.string(),
  alreadyShipped: z.boolean(),
});

const range = z.object({
  base: z.string().nullable(),
  baseReason: z.enum(["production", "same-tree", "shipped", "merge-base", "unrelated"]),
  commits: z.array(commit),
  behind: z.array(z.object({ sha: z.string(), subject: z.string() })),
  reverts: z.array(z.object({ sha: z.string(), undoes: texts, complete: z.boolean() })),
});

const fieldValue = z.discriminatedUnion("state", [
  z.object({ state: z.literal("absent") }),
  z.object({ state: z.literal("empty") }),
  z.object({ state: z.literal("value"), texts }),
]);

const issue = z.object({
  key: z.string(),
  url: z.string(),
  summary: z.string(),
  type: z.string(),
  subtask: z.boolean(),
  status: z.string(),
  assignee: z.string().nullable(),
  parent: z.object({ key: z.string(), summary: z.string(), type: z.string() }).nullable(),
  fields: z.record(z.string(), fieldValue),
});

const readyIssues = z.object({
  issues: z.array(z.object({ key: z.string(), summary: z.string(), url: z.string() })),
  jql: z.string(),
  url: z.string(),
  truncatedAt: z.int().exactOptional(),
});

const openPullRequest = z.object({ number: z.int(), title: z.string(), branch: z.string(), url: z.string() });

const policyFileAtHead = z.object({
  path: z.string(),
  changed: z.boolean(),
  blob: z.string().nullable().exactOptional(),
  mistakes: z.array(z.object({ line: z.int().nullable(), message: z.string() })),
});

/** A snapshot as JSON, version 1. Fields that a newer version added are dropped. */
export const snapshotSchema: z.ZodType<Snapshot> = z.object({
  version: z.literal(1),
  repository: z.string(),
  target: z.string(),
  at: z.string(),
  repositoryUrl: z.string().nullable(),
  policy: z.object({ ref: z.string(), sha: z.string().nullable() }),
  head: revision,
  productionRef: z.string().exactOptional(),
  facts: z.object({
    production: fact(revision),
    range: fact(range),
    origins: fact(
      z.object({
        pullRequestTexts: z.record(z.string(), texts),
        verifiedAuthors: z.record(z.string(), z.string()),
      }),
    ),
    issues: fact(z.object({ issues: z.record(z.string(), issue), notes: z.record(z.string(), z.string()) })),
    "ready-issues": fact(readyIssues),
    "earlier-issues": fact(texts),
    "open-pull-requests": fact(z.array(openPullRequest)),
    "policy-file": fact(policyFileAtHead),
    // Snapshots of before there was such a fact.
    migrations: fact(migrationsOfDeploySchema).default({ notAsked: "not known then" }),
  }),
});
