import { beforeEach, describe, expect, test } from "vitest";
import type { AuditEntry } from "../../src/deploys/ports/audit-log.js";
import type { Store } from "../../src/deploys/ports/store.js";
import { createStore } from "../../src/store/create-store.js";
import { onEachDatabase } from "./each-database.js";
import { sampleReport, sha } from "./sample-report.js";

const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 10, minute)).toISOString();

onEachDatabase((database) => {
  let store: Store;
  let id = 920_000_000_000;

  beforeEach(async () => {
    store = createStore(database().kysely);
    id++;
    for (const [target, branch] of [
      ["web", "deploy"],
      ["web", "release/1"],
      ["jobs", "jobs"],
    ] as const)
      await store.saveEvaluation({
        repositoryId: id,
        ref: `refs/heads/${branch}`,
        report: sampleReport({ target, head: { ref: branch, sha: sha("a") }, gatheredAt: at(10) }),
        pushedAt: at(5),
        open: true,
      });
  });

  const audit: AuditEntry = {
    at: at(0),
    personId: 1,
    login: "ada",
    action: "approved",
    repositoryId: 1,
    target: "web",
    detail: {},
  };
  const approve = (minute: number, until: string | null = null): Promise<void> =>
    store.saveApprovals(
      id,
      "web",
      [{ finding: "f", by: "ada", personId: 1, reason: "r", at: at(minute), until }],
      [audit],
    );
  const refs = async (minute = 20) => (await store.refsWithNewDecisions(id, new Date(at(minute)))).toSorted();
  const both = ["refs/heads/deploy", "refs/heads/release/1"];

  describe("the heads that people decided about since they were evaluated", () => {
    test("none, where the evaluation knew all that was said", async () => {
      await approve(9);
      expect(await refs()).toEqual([]);
    });

    test("an approval that no evaluation knows, on all branches of its target", async () => {
      await approve(11);
      expect(await refs()).toEqual(both);
      await store.closeDeploys(id, "refs/heads/release/1");
      expect(await refs()).toEqual(["refs/heads/deploy"]);
    });

    test("an approval that has expired, once that has come", async () => {
      await approve(9, at(15));
      expect([await refs(14), await refs(15)]).toEqual([[], both]);
    });

    test("one that was withdrawn, but not for its end that never came", async () => {
      await approve(9, at(15));
      await store.withdrawApprovals(id, "web", "f", { by: "ada", at: at(9), audit });
      expect(await refs()).toEqual([]);
      await approve(9);
      await store.withdrawApprovals(id, "web", "f", { by: "ada", at: at(12), audit });
      expect(await refs()).toEqual(both);
    });

    test("a sign-off, and that it was withdrawn", async () => {
      const given = { name: "QA", by: "ada", personId: 1, note: "", content: "c", contentIds: [] };
      await store.saveSignOff(id, "jobs", { ...given, at: at(9) }, audit);
      expect(await refs()).toEqual([]);
      const [one] = await store.signOffs(id, "jobs");
      await store.withdrawSignOff(id, "jobs", one?.id ?? "", { by: "ada", at: at(12), audit });
      expect(await refs()).toEqual(["refs/heads/jobs"]);
    });
  });
});
