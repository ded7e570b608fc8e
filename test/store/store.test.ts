import { beforeEach, describe, expect, test } from "vitest";
import type { Report } from "../../src/checker/report.js";
import type { Snapshot } from "../../src/checker/snapshot.js";
import type { Repository } from "../../src/deploys/ports/repository.js";
import type { Deploy, PostedStatus, Store } from "../../src/deploys/ports/store.js";
import { createStore } from "../../src/store/create-store.js";
import { UnreadableRow } from "../../src/store/json-column.js";
import { onEachDatabase } from "./each-database.js";
import { sampleCommit, sampleReport, sampleSnapshot, sha } from "./sample-report.js";

const ref = "refs/heads/deploy";
const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 10, minute)).toISOString();

onEachDatabase((database) => {
  let store: Store;
  let lastId = 900_000_000_000;
  /** A repository id of its own, so that tests do not see each other's rows; larger than 32 bits, as ids will be. */
  let id: number;

  beforeEach(() => {
    store = createStore(database().kysely);
    id = ++lastId;
  });

  function repository(changes: Partial<Repository> = {}): Repository {
    return { id, owner: `Acme-${id}`, name: "Web", installationId: 7, defaultBranch: "main", ...changes };
  }

  async function save(
    report: Report,
    {
      mentions = [],
      ...changes
    }: Partial<Parameters<Store["saveEvaluation"]>[0] & Parameters<Store["saveIssues"]>[0]> = {},
  ): Promise<string> {
    const evaluation = { repositoryId: id, ref, report, pushedAt: at(0), open: true, ...changes };
    const saved = await store.saveEvaluation(evaluation);
    await store.saveIssues({ ...evaluation, mentions });
    return saved;
  }

  const heads = (deploys: readonly Deploy[]) => deploys.map(({ headSha }) => headSha);

  describe("repositories", () => {
    test("are found by id, and by name in any case", async () => {
      const web = repository();
      await store.saveRepositories([web]);
      expect(await store.repository(id)).toEqual(web);
      expect(await store.repositoryByName(web.owner.toUpperCase(), "wEB")).toEqual(web);
      expect(await store.repositoryByName(web.owner, "other")).toBeNull();
      expect(await store.repository(1)).toBeNull();
      expect(await store.repositories()).toContainEqual(web);
    });

    test("keep their id when they are renamed, also where one batch names them twice", async () => {
      await store.saveRepositories([repository()]);
      const renamed = repository({ name: "site", defaultBranch: "trunk", installationId: 8 });
      await store.saveRepositories([repository(), renamed]);
      expect(await store.repository(id)).toEqual(renamed);
      expect(await store.repositoryByName(renamed.owner, "Web")).toBeNull();
    });

    test("keep the default branch where an event does not say it", async () => {
      await store.saveRepositories([repository()]);
      await store.saveRepositories([repository({ name: "site", defaultBranch: "" })]);
      expect(await store.repository(id)).toEqual(repository({ name: "site" }));
    });

    test("a name that passed to another repository is the newer one's", async () => {
      await store.saveRepositories([repository()]);
      const successor = repository({ id: ++lastId });
      await store.saveRepositories([successor]);
      expect(await store.repositoryByName(successor.owner, "web")).toEqual(successor);
    });

    test("thousands are saved at once", async () => {
      const many = Array.from({ length: 2_500 }, () => repository({ id: ++lastId, owner: "Many" }));
      await store.saveRepositories(many);
      const saved = (await store.repositories()).filter(({ owner }) => owner === "Many");
      expect(saved).toHaveLength(2_500);
      await store.removeRepositories(many.map((each) => each.id));
    });

    test("removing one closes its deploys and keeps its reports", async () => {
      await store.saveRepositories([repository()]);
      await save(sampleReport(), { mentions: ["STORY-1"] });
      await store.removeRepositories([id]);
      expect(await store.repository(id)).toBeNull();
      expect(await store.repositoryByName(`Acme-${id}`, "Web")).toBeNull();
      expect((await store.repositories()).map((each) => each.id)).not.toContain(id);
      expect(await store.openDeploys(id)).toEqual([]);
      expect((await store.deploysMentioning(["STORY-1"])).filter((d) => d.repositoryId === id)).toEqual([]);
      expect(await store.report(id, "web")).toEqual(sampleReport());
      await store.saveRepositories([repository()]);
      expect(await store.repository(id)).toEqual(repository());
    });

    test("removing an installation removes its repositories only", async () => {
      const other = repository({ id: ++lastId, name: "Other", installationId: lastId });
      await store.saveRepositories([repository({ installationId: id }), other]);
      await save(sampleReport());
      await store.removeInstallation(id);
      expect(await store.repository(id)).toBeNull();
      expect(await store.openDeploys(id)).toEqual([]);
      expect(await store.repository(other.id)).toEqual(other);
    });
  });

  describe("pushes", () => {
    test("the newest counts, in whatever order they come in", async () => {
      expect(await store.lastPush(id, ref)).toBeNull();
      await store.recordPush(id, ref, { sha: sha("b"), at: at(2) });
      await store.recordPush(id, ref, { sha: sha("a"), at: "2026-11-20T11:01:00+01:00" });
      expect(await store.lastPush(id, ref)).toEqual({ sha: sha("b"), at: at(2) });
      await store.recordPush(id, ref, { sha: null, at: at(3) });
      expect(await store.lastPush(id, ref)).toEqual({ sha: null, at: at(3) });
      expect(await store.lastPush(id, "refs/heads/Deploy")).toBeNull();
    });
  });

  describe("policies", () => {
    test("the governing one and the mistakes are kept apart", async () => {
      const mistakes = [{ line: 3, column: null, path: "targets.web", message: 'Needs "deploy"' }];
      expect(await store.governingPolicy(id)).toBeNull();
      expect(await store.policyMistakes(id)).toBeNull();
      await store.savePolicyMistakes(id, mistakes);
      expect(await store.governingPolicy(id)).toBeNull();
      await store.saveGoverningPolicy(id, { ref: "main", sha: sha("1"), text: "version: 1\n# ünïcode 🦊" });
      await store.saveGoverningPolicy(id, { ref: "main", sha: sha("2"), text: "version: 1" });
      expect(await store.governingPolicy(id)).toEqual({ ref: "main", sha: sha("2"), text: "version: 1" });
      expect(await store.policyMistakes(id)).toEqual(mistakes);
      await store.savePolicyMistakes(id, null);
      expect(await store.policyMistakes(id)).toBeNull();
      expect(await store.governingPolicy(id)).not.toBeNull();
      await store.savePolicyMistakes(id, mistakes);
      await store.forgetPolicy(id);
      expect([await store.governingPolicy(id), await store.policyMistakes(id)]).toEqual([null, null]);
    });
  });

  describe("evaluations", () => {
    test("reports and snapshots come back as they were", async () => {
      const report = sampleReport({ commits: [sampleCommit(["STORY-1"])] });
      await store.saveSnapshot(await save(report), sampleSnapshot());
      expect(await store.report(id, "web")).toEqual(report);
      expect(await store.report(id, "web", sha("a"))).toEqual(report);
      expect(await store.snapshot(id, "web", sha("a"))).toEqual(sampleSnapshot());
      expect(await store.report(id, "web", sha("b"))).toBeNull();
      expect(await store.report(id, "api")).toBeNull();
      expect(await store.snapshot(id, "web", sha("b"))).toBeNull();
    });

    test("the newest report of a target, and of each head", async () => {
      await save(sampleReport({ summary: "first" }));
      await save(sampleReport({ summary: "again" }));
      const next = sampleReport({ summary: "next", head: { ref: "deploy", sha: sha("b") } });
      await save(next);
      expect((await store.report(id, "web"))?.summary).toBe("next");
      expect((await store.report(id, "web", sha("a")))?.summary).toBe("again");
      const [newest = { id: "0" }] = await store.targetsOf(id);
      expect((await store.reportOf(newest))?.summary).toBe("next");
      expect(await store.reportOf({ id: "0" })).toBeNull();
    });

    test("a head keeps its newest snapshot only, until there is a newer one", async () => {
      const first = await save(sampleReport());
      await store.saveSnapshot(first, sampleSnapshot());
      const second = await save(sampleReport());
      expect(await store.snapshot(id, "web", sha("a"))).toEqual(sampleSnapshot());
      const later = { ...sampleSnapshot(), at: at(5) };
      await store.saveSnapshot(second, later);
      expect(await store.snapshot(id, "web", sha("a"))).toEqual(later);
      const kept = await database()
        .kysely.selectFrom("evaluation")
        .select("id")
        .where("repository_id", "=", id)
        .where("snapshot", "is not", null)
        .execute();
      expect(kept.map((row) => String(row.id))).toEqual([second]);
    });

    test("the newest of every target", async () => {
      await save(sampleReport({ summary: "old" }));
      await save(sampleReport({ target: "api", state: "error", summary: "Cannot reach Jira: 503" }));
      await save(sampleReport({ summary: "new", state: "failure", gatheredAt: at(5) }));
      expect(await store.targetsOf(id)).toEqual([
        expect.objectContaining({ target: "api", state: "error", summary: "Cannot reach Jira: 503" }),
        {
          id: expect.stringMatching(/^\d+$/),
          target: "web",
          ref,
          headSha: sha("a"),
          state: "failure",
          summary: "new",
          at: at(5),
        },
      ]);
    });

    test("a document that another version wrote counts as not there, and somebody is told", async () => {
      const unreadable: Error[] = [];
      store = createStore(database().kysely, { onUnreadable: (error) => unreadable.push(error) });
      const report = { ...sampleReport(), version: 2 } as unknown as Report;
      const evaluation = await save(report);
      await store.saveSnapshot(evaluation, { ...sampleSnapshot(), facts: {} } as unknown as Snapshot);
      expect(await store.report(id, "web")).toBeNull();
      expect(await store.snapshot(id, "web", sha("a"))).toBeNull();
      expect(unreadable).toEqual([expect.any(UnreadableRow), expect.any(UnreadableRow)]);
    });
  });

  describe("open deploys", () => {
    test("have what the last report said", async () => {
      const problem = { kind: "jira-unavailable", message: "", since: at(0), retryAt: null } as const;
      await save(sampleReport({ state: "error", problems: [problem] }), { pushedAt: at(1) });
      expect(await store.openDeploys(id)).toEqual([
        {
          repositoryId: id,
          target: "web",
          ref,
          headSha: sha("a"),
          productionSha: sha("0"),
          state: "error",
          pushedAt: at(1),
          evaluatedAt: at(0),
          policySha: sha("9"),
          hasProblems: true,
        },
      ]);
      await save(sampleReport({ head: { ref: "deploy", sha: sha("b") } }));
      expect(await store.openDeploys(id)).toMatchObject([{ headSha: sha("b"), hasProblems: false }]);
      expect((await store.openDeploys()).filter((deploy) => deploy.repositoryId === id)).toHaveLength(1);
    });

    test("are found by the issues that they mention, in any case", async () => {
      const [a, b] = [`A-${id}`, `B-${id}`];
      await save(sampleReport(), { mentions: [a, b, a] });
      await save(sampleReport({ target: "api" }), { mentions: [b.toLowerCase()] });
      expect(await store.deploysMentioning([a.toLowerCase()])).toMatchObject([{ target: "web" }]);
      expect(await store.deploysMentioning([b, "C-1"])).toMatchObject([{ target: "api" }, { target: "web" }]);
      expect(await store.deploysMentioning([])).toEqual([]);
      await save(sampleReport(), { mentions: [b] });
      expect(await store.deploysMentioning([a])).toEqual([]);
    });

    test("an evaluation with nothing to ship closes one, the next opens it again", async () => {
      await save(sampleReport(), { mentions: [`A-${id}`] });
      await save(sampleReport({ summary: "nothing" }), { open: false });
      expect(await store.openDeploys(id)).toEqual([]);
      expect(await store.deploysMentioning([`A-${id}`])).toEqual([]);
      expect((await store.report(id, "web"))?.summary).toBe("nothing");
      await save(sampleReport());
      expect(heads(await store.openDeploys(id))).toEqual([sha("a")]);
    });

    test("keep no issues that come after they were closed", async () => {
      const report = sampleReport({ commits: [sampleCommit(["STORY-1"])] });
      await store.saveEvaluation({ repositoryId: id, ref, report, pushedAt: at(0), open: true });
      await store.closeDeploys(id, ref);
      await store.saveIssues({ repositoryId: id, ref, report, mentions: [`A-${id}`] });
      expect(await store.earlierIssues(id, "web", ref)).toEqual([]);
      await store.saveEvaluation({ repositoryId: id, ref, report, pushedAt: at(1), open: true });
      expect(await store.deploysMentioning([`A-${id}`])).toEqual([]);
    });

    test("close by ref, or by ref and target", async () => {
      await save(sampleReport());
      await save(sampleReport({ target: "api" }));
      await save(sampleReport({ target: "web" }), { ref: "refs/heads/release" });
      await store.closeDeploys(id, ref, "api");
      expect(await store.openDeploys(id)).toMatchObject([
        { target: "web", ref },
        { target: "web", ref: "refs/heads/release" },
      ]);
      await store.closeDeploys(id, ref);
      expect(await store.openDeploys(id)).toMatchObject([{ ref: "refs/heads/release" }]);
    });

    test("close when they shipped, unless the branch has moved on", async () => {
      await save(sampleReport({ head: { ref: "deploy", sha: sha("b") } }), { mentions: [`A-${id}`] });
      const deploy = { repositoryId: id, target: "web", ref };
      await store.markShipped({ ...deploy, headSha: sha("a") }, sha("d"), at(9));
      expect(heads(await store.openDeploys(id))).toEqual([sha("b")]);
      await store.markShipped({ ...deploy, headSha: sha("b") }, sha("d"), at(9));
      expect(await store.openDeploys(id)).toEqual([]);
      expect(await store.deploysMentioning([`A-${id}`])).toEqual([]);
    });
  });

  describe("earlier issues", () => {
    const withIssues = (...issueKeys: string[]) => sampleReport({ commits: [sampleCommit(issueKeys)] });

    test("are all that a deploy had shipping", async () => {
      expect(await store.earlierIssues(id, "web", ref)).toEqual([]);
      await save(withIssues("STORY-2", "STORY-1"));
      await save(
        sampleReport({ commits: [sampleCommit(["STORY-3"]), sampleCommit(["STORY-4"], "reverted")] }),
      );
      expect(await store.earlierIssues(id, "web", ref)).toEqual(["STORY-1", "STORY-2", "STORY-3"]);
      expect(await store.earlierIssues(id, "api", ref)).toEqual([]);
    });

    test.each([
      [
        "it shipped",
        () => store.markShipped({ repositoryId: id, target: "web", ref, headSha: sha("a") }, sha("d"), at(9)),
      ],
      [
        "an older head of it shipped",
        () => store.markShipped({ repositoryId: id, target: "web", ref, headSha: sha("b") }, sha("d"), at(9)),
      ],
      ["the branch was deleted", () => store.closeDeploys(id, ref)],
      ["there was nothing left to ship", () => save(sampleReport(), { open: false })],
    ])("are forgotten when %s", async (_name, end) => {
      await save(withIssues("STORY-1"));
      await end();
      expect(await store.earlierIssues(id, "web", ref)).toEqual([]);
    });

    test("start anew when production moved", async () => {
      await save(withIssues("STORY-1"));
      await save({ ...withIssues("STORY-2"), production: { ref: "production", sha: sha("1") } });
      expect(await store.earlierIssues(id, "web", ref)).toEqual(["STORY-2"]);
    });
  });

  describe("what shipped", () => {
    test("records come newest first, one for a production commit", async () => {
      const record = {
        repositoryId: id,
        target: "web",
        productionSha: sha("1"),
        headSha: sha("a"),
        at: at(1),
      };
      const later = { ...record, productionSha: sha("2"), headSha: sha("b"), at: at(2) };
      await store.recordShipped(record);
      await store.recordShipped(later);
      await store.recordShipped({ ...record, headSha: sha("c") });
      expect(await store.shippedRecords(id, "web")).toEqual([later, { ...record, headSha: sha("c") }]);
      expect(await store.shippedRecords(id, "api")).toEqual([]);
    });

    test("the last reported deployment is the newest that succeeded", async () => {
      const deployment = { repositoryId: id, target: "web", sha: sha("a"), state: "succeeded" as const };
      expect(await store.lastReportedDeployment(id, "web")).toBeNull();
      await store.recordReportedDeployment({ ...deployment, at: at(5) });
      await store.recordReportedDeployment({ ...deployment, sha: sha("b"), at: at(4) });
      await store.recordReportedDeployment({ ...deployment, sha: sha("c"), state: "failed", at: at(6) });
      expect(await store.lastReportedDeployment(id, "web")).toEqual({ ...deployment, at: at(5) });
    });
  });

  describe("statuses", () => {
    test("there is one for a commit and context", async () => {
      const status: PostedStatus = {
        repositoryId: id,
        sha: sha("a"),
        context: "pre-deploy-checker/web",
        ref,
        state: "pending",
        description: "Checking this deploy",
        targetUrl: "http://localhost:3000/r/acme/web",
        postedAt: at(0),
      };
      await store.saveStatus(status);
      expect(await store.status(id, sha("a"), status.context)).toEqual(status);
      expect(await store.pendingStatuses(id)).toEqual([status]);
      expect(await store.pendingStatuses()).toContainEqual(status);
      expect(await store.statusesAround(id, status.context, null)).toEqual([status]);
      const final = { ...status, state: "success", description: "OK", postedAt: at(1) } as const;
      await store.saveStatus(final);
      expect(await store.status(id, sha("a"), status.context)).toEqual(final);
      expect(await store.pendingStatuses(id)).toEqual([]);
      expect(await store.status(id, sha("a"), "pre-deploy-checker/api")).toBeNull();
      expect(await store.statusesAround(id, status.context, null)).toEqual([]);
      expect(await store.statusesAround(id, "pre-deploy-checker/api", sha("a"))).toEqual([]);
      const next: PostedStatus = { ...status, sha: sha("b"), postedAt: at(2) };
      await store.saveStatus(next);
      expect(await store.statusesAround(id, status.context, sha("a"))).toEqual([final, next]);
      expect(await store.statusesAround(id, status.context, sha("c"))).toEqual([next]);
    });
  });

  describe("origins", () => {
    test("what is learned later is added to what is known", async () => {
      await store.saveOrigins(id, [
        { sha: sha("a"), pullRequestTexts: ['STORY-1 "quoted"', "feature/é"], verifiedAuthor: null },
        { sha: sha("b"), pullRequestTexts: [], verifiedAuthor: "" },
      ]);
      await store.saveOrigins(id, [{ sha: sha("a"), pullRequestTexts: null, verifiedAuthor: "zoe" }]);
      const known = await store.origins(id, [sha("b"), sha("a"), sha("c")]);
      expect([...known].sort((one, other) => one.sha.localeCompare(other.sha))).toEqual([
        { sha: sha("a"), pullRequestTexts: ['STORY-1 "quoted"', "feature/é"], verifiedAuthor: "zoe" },
        { sha: sha("b"), pullRequestTexts: [], verifiedAuthor: "" },
      ]);
      expect(await store.origins(id, [])).toEqual([]);
      await store.saveOrigins(id, []);
    });
  });

  describe("upkeep", () => {
    test("an identifier is new once", async () => {
      expect(await store.firstSeen("jira-webhook", `${id}`, at(0))).toBe(true);
      expect(await store.firstSeen("jira-webhook", `${id}`, at(1))).toBe(false);
    });

    test("old marks, deleted branches and evaluations beyond the newest twenty of a head go", async () => {
      for (let number = 1; number <= 22; number++) await save(sampleReport({ summary: `${number}` }));
      await save(sampleReport({ head: { ref: "deploy", sha: sha("b") } }));
      await store.firstSeen("jira-webhook", `${id} old`, "2026-10-01T00:00:00Z");
      await store.firstSeen("jira-webhook", `${id} new`, at(0));
      await store.recordPush(id, ref, { sha: sha("a"), at: "2026-10-01T00:00:00Z" });
      await store.recordPush(id, "refs/heads/gone", { sha: null, at: "2026-10-01T00:00:00Z" });
      await store.housekeep(new Date(at(30)));
      const kept = await database()
        .kysely.selectFrom("evaluation")
        .select(["summary", "head_sha"])
        .where("repository_id", "=", id)
        .orderBy("id")
        .execute();
      expect(kept).toHaveLength(21);
      expect(kept[0]?.summary).toBe("3");
      expect(await store.firstSeen("jira-webhook", `${id} old`, at(0))).toBe(true);
      expect(await store.firstSeen("jira-webhook", `${id} new`, at(0))).toBe(false);
      expect(await store.lastPush(id, ref)).not.toBeNull();
      expect(await store.lastPush(id, "refs/heads/gone")).toBeNull();
    });

    test("ping answers", async () => {
      await expect(store.ping()).resolves.toBeUndefined();
    });
  });

  test("many evaluations saved at once leave the newest of each target", async () => {
    const targets = ["one", "two", "three"];
    await Promise.all(
      targets.flatMap((target) =>
        ["1", "2", "3", "4"].map((digit) =>
          save(sampleReport({ target, head: { ref: "deploy", sha: sha(digit) } }), { mentions: [`M-${id}`] }),
        ),
      ),
    );
    expect((await store.targetsOf(id)).map(({ target }) => target)).toEqual(["one", "three", "two"]);
    expect(await store.deploysMentioning([`M-${id}`])).toHaveLength(3);
  });
});
