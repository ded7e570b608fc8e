import { beforeEach, describe, expect, test } from "vitest";
import { sql } from "kysely";
import type { Finding, Report } from "../../src/checker/report.js";
import type { Store } from "../../src/deploys/ports/store.js";
import { searchTerms } from "../../src/deploys/search-terms.js";
import { createStore } from "../../src/store/create-store.js";
import { onEachDatabase } from "./each-database.js";
import { sampleCommit, sampleReport, sha } from "./sample-report.js";

const ref = "refs/heads/deploy";
const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 10, minute)).toISOString();

const commit = (digit: string, key: string) => ({ ...sampleCommit([key]), sha: sha(digit) });

const finding = (digit: string, changes: Partial<Finding> = {}): Finding => ({
  id: digit.repeat(64),
  check: "issue-status",
  severity: "failure",
  subject: { type: "issue", id: `STORY-${digit}` },
  message: `STORY-${digit} is In Progress`,
  remedy: "Move it",
  url: null,
  approval: null,
  ...changes,
});

onEachDatabase((database) => {
  let store: Store;
  let id = 800_000_000_000;

  beforeEach(() => {
    store = createStore(database().kysely);
    id++;
  });

  async function save(changes: Partial<Report>, onRef = ref): Promise<void> {
    const report = sampleReport(changes);
    await store.saveEvaluation({
      repositoryId: id,
      ref: onRef,
      report,
      pushedAt: at(0),
      open: true,
    });
    await store.indexDeploy({ repositoryId: id, report });
  }
  const head = (digit: string) => ({ ref: "deploy", sha: sha(digit) });
  const search = (question: string, ids = [id]) => store.searchDeploys(ids, searchTerms(question), 50);

  describe("the history", () => {
    test("has a row for each change, and counts what did not change", async () => {
      const red = { state: "failure", findings: [finding("1"), finding("2")] } as const;
      await save({ ...red, head: head("a"), gatheredAt: at(1) });
      await save({ ...red, head: head("a"), gatheredAt: at(2) });
      await save({ ...red, findings: [finding("2")], head: head("a"), gatheredAt: at(3) });
      await save({ head: head("b"), commits: [commit("c", "STORY-1")], gatheredAt: at(4) });
      const entries = await store.history(id, "web", { limit: 10 });
      expect(
        entries.map(({ headSha, at: first, lastAt, evaluations }) => [
          headSha[0],
          first,
          lastAt,
          evaluations,
        ]),
      ).toEqual([
        ["b", at(4), at(4), 1],
        ["a", at(3), at(3), 1],
        ["a", at(1), at(2), 2],
      ]);
      expect(entries[0]?.outline?.commits).toEqual(["c".repeat(12)]);
      expect(entries[0]?.previous).toEqual({ headSha: sha("a"), outline: entries[1]?.outline });
      expect(entries[1]?.previous?.outline?.findings.map(({ subject }) => subject.id)).toEqual([
        "STORY-1",
        "STORY-2",
      ]);
      expect(entries[2]?.previous).toBeNull();
      const [, second] = entries;
      const older = await store.history(id, "web", { limit: 10, before: second?.id });
      expect(older).toEqual(entries.slice(2));
      expect(await store.history(id, "web", { limit: 1 })).toEqual(entries.slice(0, 1));
      expect(await store.history(id, "api", { limit: 10 })).toEqual([]);
    });

    test("compares with the last of the same ref that could tell", async () => {
      await save({ head: head("a"), findings: [finding("1")], state: "failure" });
      await save({ head: head("b") }, "refs/heads/other");
      await save({ head: head("a"), state: "error" });
      await save({ head: head("a"), state: "success" });
      const [green, unknown] = await store.history(id, "web", { limit: 10 });
      expect(unknown?.state).toBe("error");
      expect(green?.previous?.headSha).toBe(sha("a"));
      expect(green?.previous?.outline?.findings).toHaveLength(1);
    });

    test("knows with which exceptions a deploy shipped, and when it did for the first time", async () => {
      const approval = { by: "ada", reason: "QA agreed", at: at(0), until: null };
      await save({
        head: head("a"),
        commits: [commit("c", "STORY-1"), commit("d", "STORY-2")],
        findings: [finding("1", { approval })],
      });
      const deploy = { repositoryId: id, target: "web", ref, headSha: sha("a") };
      await store.markShipped(deploy, sha("e"), at(5));
      await store.markShipped(deploy, sha("f"), at(9));
      const [entry] = await store.history(id, "web", { limit: 10 });
      expect(entry?.shipped).toEqual({ at: at(5), as: sha("e") });
      expect(entry?.outline?.findings[0]?.approval).toEqual(approval);
      expect(await store.historyPoints(id, "web", at(0))).toEqual([
        expect.objectContaining({ commits: 2, shipped: { at: at(5), as: sha("e") } }),
      ]);
      expect(await store.historyPoints(id, "web", at(40))).toEqual([]);
    });

    test("learns from a later deploy that an earlier head is live, and from a merged pull request", async () => {
      const commits = [commit("c", "STORY-1")];
      await save({ head: head("a"), commits });
      await save({ head: head("b"), commits });
      await save({
        head: head("d"),
        commits: [commit("e", "STORY-2")],
        base: sha("a"),
        production: { ref: "production", sha: sha("5") },
        gatheredAt: at(7),
      });
      await store.recordShipped({
        repositoryId: id,
        target: "web",
        productionSha: sha("6"),
        headSha: sha("b"),
        at: at(8),
      });
      const entries = await store.history(id, "web", { limit: 10 });
      expect(entries.map(({ shipped }) => shipped)).toEqual([
        null,
        { at: at(8), as: sha("6") },
        { at: at(7), as: sha("5") },
      ]);
    });

    test("what a newer version wrote counts as not recorded", async () => {
      await save({ head: head("a") });
      await sql`update history set outline = '\\x00' where repository_id = ${id}`.execute(database().kysely);
      const [entry] = await store.history(id, "web", { limit: 10 });
      expect(entry).toMatchObject({ state: "success", outline: null });
    });

    test("is kept for a year", async () => {
      await save({ head: head("a"), gatheredAt: "2025-11-01T00:00:00.000Z" });
      await save({ head: head("b"), gatheredAt: "2025-11-25T00:00:00.000Z" });
      await store.housekeep(new Date("2026-11-20T00:00:00Z"));
      const entries = await store.history(id, "web", { limit: 10 });
      expect(entries.map(({ headSha }) => headSha)).toEqual([sha("b")]);
      expect(entries[0]?.previous).toBeNull();
    });
  });

  describe("a search", () => {
    const ada = { name: "Ada Lovelace", email: "7+ada-l@users.noreply.github.com" };

    beforeEach(async () => {
      await save({
        head: head("a"),
        commits: [{ ...commit("c", "story-12"), author: ada }, commit("d", "TECH-1")],
      });
    });

    test.each([
      ["STORY-12", "STORY-12"],
      ["story-12", "STORY-12"],
      ["ccccccc", sha("c")],
      ["CCCCCCCCCC", sha("c")],
      ["ada", "ada"],
      ["@ada-l", "ada-l"],
      ["ada  lovelace", "ada lovelace"],
      ["LOVE", "lovelace"],
      ["zoe@acme", "zoe@acme.test"],
      ["ZOË", "zoë"],
    ])("for %s finds %s", async (question, word) => {
      const [hit, ...more] = await search(question);
      expect(more).toEqual([]);
      expect(hit).toMatchObject({ target: "web", headSha: sha("a"), open: true, shippedAt: null });
      expect(hit?.matched.map((one) => one.word)).toContain(word);
    });

    test.each(["STORY-1", "cccccccd", "lace", "ad%", "_da", "", "a", "\0", "STORY-12' or true --"])(
      "for %j finds nothing",
      async (question) => {
        expect(await search(question)).toEqual([]);
      },
    );

    test("finds nothing in repositories that were not asked for", async () => {
      expect(await search("STORY-12", [])).toEqual([]);
      expect(await search("STORY-12", [1])).toEqual([]);
    });

    test("finds what shipped and what is open, and not what was overtaken or taken out", async () => {
      const place = { repositoryId: id, target: "web", ref };
      await store.markShipped({ ...place, headSha: sha("a") }, sha("a"), at(5));
      const again = (key: string) => ({ commits: [commit("e", key)], base: sha("a") });
      await save({ head: head("1"), ...again("STORY-12"), gatheredAt: at(6) });
      expect((await search("STORY-12")).map(({ headSha, shippedAt }) => [headSha, shippedAt])).toEqual([
        [sha("1"), null],
        [sha("a"), at(5)],
      ]);
      await save({ head: head("2"), ...again("STORY-13"), gatheredAt: at(7) });
      expect((await search("STORY-12")).map(({ headSha }) => headSha)).toEqual([sha("a")]);
      await save({ head: head("2"), ...again("STORY-14"), gatheredAt: at(8) });
      expect(await search("STORY-13")).toEqual([]);
      await store.closeDeploys(id, ref);
      expect(await search("STORY-14")).toMatchObject([{ open: false, shippedAt: null }]);
    });

    test("still finds what could not be told for a while", async () => {
      const problems = [{ kind: "git-unavailable", message: "Gone", since: at(0), retryAt: null }] as const;
      await save({ head: head("a"), state: "error", problems });
      expect(await search("STORY-12")).toHaveLength(1);
    });

    test("forgets heads that were overtaken a while ago, and nothing else", async () => {
      await save({ head: head("b"), commits: [commit("e", "STORY-12")] });
      await store.housekeep(new Date("2026-11-30T00:00:00Z"));
      const { rows } = await sql<{ head_sha: string }>`
        select distinct head_sha from search_word where repository_id = ${id}`.execute(database().kysely);
      expect(rows).toEqual([{ head_sha: sha("b") }]);
    });
  });
});
