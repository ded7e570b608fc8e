import { expect, test } from "vitest";
import { snapshotSchema } from "../../src/checker/snapshot-schema.js";
import type { PolicyFileAtHead, Snapshot } from "../../src/checker/snapshot.js";
import { migrationsOfDeploy } from "./sample-migrations.js";
import { commit, issue, known, range, sha, snapshot, unavailable } from "./sample.js";

/** Every optional part is there, so that one that the schema drops is noticed. */
const policyFile: Required<PolicyFileAtHead> = {
  path: "p",
  changed: true,
  blob: sha(4),
  mistakes: [{ line: 1, message: "x" }],
};
const full: Required<Snapshot> = {
  ...snapshot([]),
  productionRef: "tag v*",
  facts: {
    production: known({ ref: "v1", sha: sha(1) }),
    range: known(
      range([commit(1)], {
        behind: [{ sha: sha(3), subject: "x" }],
        reverts: [{ sha: sha(1), undoes: [sha(2)], complete: false }],
      }),
    ),
    origins: known({ pullRequestTexts: { [sha(1)]: ["a"] }, verifiedAuthors: { [sha(1)]: "bot" } }),
    issues: known({
      issues: {
        "STORY-1": issue("STORY-1", {
          assignee: null,
          parent: { key: "STORY-2", summary: "s", type: "Epic" },
          fields: { A: { state: "absent" }, B: { state: "empty" }, C: { state: "value", texts: ["c"] } },
        }),
      },
      notes: { "STORY-3": "n" },
    }),
    "ready-issues": {
      ...known({
        issues: [{ key: "STORY-1", summary: "s", url: "u" }],
        jql: "j",
        url: "u",
        truncatedAt: 1000,
      }),
      away: { since: "2026-11-20T10:00:00Z", retryAt: "2026-11-20T10:00:10Z" },
    },
    "earlier-issues": unavailable("x", { retryAt: null }),
    "open-pull-requests": known([{ number: 1, title: "t", branch: "b", url: "u" }]),
    "policy-file": known(policyFile),
    migrations: known(migrationsOfDeploy()),
  },
};

test("a snapshot comes back from JSON as it was", () => {
  expect(snapshotSchema.parse(JSON.parse(JSON.stringify(full)))).toEqual(full);
  const notAsked = snapshot([], { issues: { notAsked: "no" } });
  expect(snapshotSchema.parse(JSON.parse(JSON.stringify(notAsked)))).toEqual(notAsked);
});

test("what is no snapshot is refused", () => {
  expect(snapshotSchema.safeParse({ ...full, version: 2 }).success).toBe(false);
  expect(snapshotSchema.safeParse({ ...full, facts: { ...full.facts, issues: {} } }).success).toBe(false);
});
