import { sql } from "kysely";
import { beforeEach, describe, expect, test } from "vitest";
import type { AuditEntry } from "../../src/deploys/ports/audit-log.js";
import type { NewSignOff } from "../../src/deploys/ports/sign-off-book.js";
import type { Store } from "../../src/deploys/ports/store.js";
import { createStore } from "../../src/store/create-store.js";
import { onEachDatabase } from "./each-database.js";
import { sampleReport, sha } from "./sample-report.js";

const ref = "refs/heads/deploy";
const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 10, minute)).toISOString();

onEachDatabase((database) => {
  let store: Store;
  let id = 910_000_000_000;

  beforeEach(() => {
    store = createStore(database().kysely);
    id++;
  });

  const audit = (action: string): AuditEntry => ({
    at: at(0),
    personId: 1,
    login: "ada",
    action,
    repositoryId: id,
    target: "web",
    detail: {},
  });

  async function audited(): Promise<readonly string[]> {
    const { rows } = await sql<{ action: string }>`
      select action from audit_entry where repository_id = ${id} order by id`.execute(database().kysely);
    return rows.map(({ action }) => action);
  }

  function give(over: Partial<NewSignOff> = {}): Promise<boolean> {
    const signOff = { name: "QA", by: "ada", personId: 1, note: "", at: at(1), content: "c1" };
    return store.saveSignOff(id, "web", { ...signOff, contentIds: ["a"], ...over }, audit("signed off"));
  }

  describe("sign-offs", () => {
    test("are kept in order, the newest of a name with what it was given for", async () => {
      expect(await give({ note: "ünï 🚀" })).toBe(true);
      expect(await give({ personId: 2, by: "bob", at: at(2), content: "c2", contentIds: ["a", "b"] })).toBe(
        true,
      );
      expect(await give({ name: "Product" })).toBe(true);
      const kept = await store.signOffs(id, "web");
      expect(kept).toMatchObject([
        { name: "QA", by: "ada", note: "ünï 🚀", at: at(1), content: "c1", contentIds: null },
        { name: "QA", by: "bob", at: at(2), content: "c2", contentIds: ["a", "b"] },
        { name: "Product", contentIds: ["a"] },
      ]);
      expect(await store.signOffs(id, "jobs")).toEqual([]);
    });

    test("are heard once from the same person, also at the same moment, and again after they were withdrawn", async () => {
      expect((await Promise.all([give(), give(), give()])).filter(Boolean)).toHaveLength(1);
      const [kept] = await store.signOffs(id, "web");
      const withdrawal = { by: "bob", at: at(3), audit: audit("withdrew") };
      expect(await store.withdrawSignOff(id, "jobs", kept?.id ?? "", withdrawal)).toBe(false);
      expect(await store.withdrawSignOff(id, "web", kept?.id ?? "", withdrawal)).toBe(true);
      expect(await store.withdrawSignOff(id, "web", kept?.id ?? "", withdrawal)).toBe(false);
      expect(await store.signOffs(id, "web")).toEqual([]);
      expect(await give()).toBe(true);
      expect(await audited()).toEqual(["signed off", "withdrew", "signed off"]);
    });

    test("stay when they are old; only what they were given for, commit by commit, is dropped", async () => {
      await give();
      await store.housekeep(new Date(Date.parse(at(1)) + 31 * 24 * 3600 * 1000));
      expect(await store.signOffs(id, "web")).toMatchObject([{ by: "ada", content: "c1", contentIds: null }]);
    });
  });

  describe("who is responsible", () => {
    const head = (number: number) => ({ repositoryId: id, target: "web", ref, sha: sha(String(number)) });
    const ada = { personId: 1, login: "ada", at: at(1) };
    const names = async (deploy: ReturnType<typeof head>, of: string | null = ref) =>
      (await store.responsiblePeople({ ...deploy, ref: of })).map(({ login }) => login);

    async function evaluate(number: number): Promise<void> {
      const report = sampleReport({ head: { ref: "deploy", sha: sha(String(number)) } });
      const evaluation = { repositoryId: id, ref, report, pushedAt: at(0), open: true };
      await store.saveEvaluation(evaluation);
    }

    test("goes on over pushes and ends when the deploy ships; what shipped remembers it", async () => {
      await evaluate(1);
      expect(await store.takeResponsibility(head(1), ada, audit("took"))).toBe(true);
      expect(await store.takeResponsibility(head(1), ada, audit("took"))).toBe(false);
      const bob = { personId: 2, login: "bob", at: at(2) };
      expect(await store.takeResponsibility(head(1), bob, audit("took"))).toBe(true);
      await evaluate(2);
      expect(await names(head(2))).toEqual(["ada", "bob"]);
      expect(await store.layDownResponsibility(head(2), bob, audit("laid down"))).toBe(true);
      expect(await store.layDownResponsibility(head(2), bob, audit("laid down"))).toBe(false);
      expect(await names(head(2))).toEqual(["ada"]);
      await store.markShipped({ repositoryId: id, target: "web", ref, headSha: sha("2") }, sha("2"), at(5));
      await evaluate(3);
      expect(await names(head(3))).toEqual([]);
      expect([await names(head(1), null), await names(head(2), null)]).toEqual([["ada"], ["ada"]]);
      expect(await store.takeResponsibility(head(3), ada, audit("took"))).toBe(true);
      expect(await audited()).toEqual(["took", "took", "laid down", "took"]);
    });
  });
});
