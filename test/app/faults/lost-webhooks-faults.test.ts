import { afterAll, beforeAll, describe, expect, test } from "vitest";
import pg from "pg";
import { createSampleRepository, policyFile, samplePolicy } from "../sample-repository.js";
import { eventually, type Product, startProduct } from "../start-product.js";

const issues = [
  { key: "STORY-1", status: "Ready to Deploy" },
  { key: "STORY-2", status: "In Progress" },
];

/** What the app has to do of its own accord, after it first saw a repository, is done. */
async function nothingWaits({ github, databaseUrl }: Product): Promise<void> {
  await github.idle();
  const database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  const waiting = "select from pgboss.job where name = 'check-ref' and state in ('created', 'active')";
  await eventually("nothing waits", async () => (await database.query(waiting)).rowCount === 0);
  await database.end();
}

describe("webhooks that are lost, late or doubled", () => {
  let product: Product;

  beforeAll(async () => {
    product = await startProduct({ jira: { issues } });
  });
  afterAll(() => product.stop());

  const last = (repository: string, sha: string): string | undefined =>
    product.github.statuses(repository, sha).at(-1)?.state;

  test("doubled and repeated deliveries change nothing", async () => {
    const { github } = product;
    const repository = await createSampleRepository(github, { name: "acme/doubled", told: true });
    const { id } = github.repository(repository.name);
    github.duplicateWebhooks(({ repositoryId }) => repositoryId === id);
    const head = await repository.push("deploy", "STORY-1 one");
    await product.finalStatus(repository.name, head);
    const next = await repository.push("deploy", "STORY-2 two");
    await product.finalStatus(repository.name, next);
    for (const { id: delivery, repositoryId, event } of [...github.deliveries])
      if (repositoryId === id && event === "push") github.redeliver(delivery);
    await github.idle();
    const other = await createSampleRepository(github, { name: "acme/after", told: true });
    await product.finalStatus(other.name, await other.push("deploy", "STORY-1 one"));
    expect(github.statuses(repository.name, head).map(({ state }) => state)).toEqual(["pending", "success"]);
    expect(github.statuses(repository.name, next).map(({ state }) => state)).toEqual(["pending", "failure"]);
  });

  test("a push that comes while the branches are compared is the newest all the same", async () => {
    const { github } = product;
    const repository = await createSampleRepository(github, { name: "lost/meanwhile", told: true });
    await product.finalStatus(repository.name, await repository.push("deploy", "STORY-1 one"));
    await nothingWaits(product);
    const held = Promise.withResolvers<undefined>();
    const comparing = Promise.withResolvers<undefined>();
    let asked = 0;
    github.faults.add({
      match: ({ path }) => {
        if (!path.startsWith(`/${repository.name}.git/git-upload-pack`)) return false;
        asked++;
        // First it asks what the branches are, then for what is new in them.
        if (asked === 2) comparing.resolve(undefined);
        return asked === 2;
      },
      then: { until: held.promise },
      times: 1,
    });
    const find = github.loseWebhooks(({ repositoryId, event }) => {
      return repositoryId === github.repository(repository.name).id && event === "push";
    });
    await repository.push("deploy", "STORY-1 its webhook is lost");
    find();
    await repository.push("main", "Another policy", { [policyFile]: `${samplePolicy}# changed\n` });
    await comparing.promise;
    const newest = await repository.push("deploy", "STORY-1 meanwhile");
    await github.idle();
    held.resolve(undefined);
    await product.finalStatus(repository.name, newest);
    expect(github.statuses(repository.name, newest).map(({ state }) => state)).toEqual([
      "pending",
      "success",
    ]);
  });

  test("what was lost is found when the app starts: by redelivery, and without a trace by comparing", async () => {
    const { github } = product;
    const ours = (name: string): number => github.repository(name).id;
    const lose = (name: string, trace: boolean): void => {
      github.loseWebhooks(({ repositoryId }) => repositoryId === ours(name), { trace });
    };

    const [traced, untraced, hotfixed, repoliced, deleted, away] = await Promise.all(
      ["traced", "untraced", "hotfixed", "repoliced", "deleted", "away"].map((name) =>
        createSampleRepository(github, { name: `lost/${name}`, told: true }),
      ),
    );
    if (!traced || !untraced || !hotfixed || !repoliced || !deleted || !away) throw new Error("six");
    const heads = await Promise.all(
      [traced, untraced, hotfixed, repoliced, deleted, away].map(async (repository) => {
        const head = await repository.push("deploy", "STORY-1 one");
        expect((await product.finalStatus(repository.name, head)).state).toBe("success");
        return head;
      }),
    );
    await github.idle();
    lose(traced.name, true);
    for (const { name } of [untraced, hotfixed, repoliced, deleted]) lose(name, false);

    const redelivered = await traced.push("deploy", "STORY-2 two");
    const swept = await untraced.push("deploy", "STORY-2 two");
    await hotfixed.push("production", "Hotfix");
    const stricter = samplePolicy.replace("[Ready to Deploy]", "[Done]");
    await repoliced.push("main", "Only what is done", { [policyFile]: stricter });
    await github.deleteBranch(deleted.name, "deploy");
    github.loseWebhooks(({ event }) => event.startsWith("installation"), { trace: false });
    const unseen = await createSampleRepository(github, { name: "unseen/web", told: true });
    lose(unseen.name, false);
    const inUnseen = await unseen.push("deploy", "STORY-1 one");

    let whileAway = "";
    await product.restart(async () => {
      whileAway = await away.push("deploy", "STORY-2 two");
      await github.idle();
    });

    expect((await product.finalStatus(traced.name, redelivered)).state).toBe("failure");
    expect((await product.finalStatus(untraced.name, swept)).state).toBe("failure");
    expect((await product.finalStatus(away.name, whileAway)).state).toBe("failure");
    const [, , behind = "", judgedAnew = ""] = heads;
    expect(
      (await product.statusWhere(hotfixed.name, behind, ({ state }) => state === "failure")).description,
    ).toBe("behind production by 1 commit");
    expect(
      (await product.statusWhere(repoliced.name, judgedAnew, ({ state }) => state === "failure")).description,
    ).toBe("1 issue not Done");
    expect((await product.finalStatus(unseen.name, inUnseen)).state).toBe("success");
    await eventually("the deploy whose branch is gone is closed", async () =>
      (await (await fetch(`${product.url}/r/${deleted.name}/web`)).text()).includes("its branch is gone"),
    );
    await eventually("what failed was asked for again", () =>
      github.deliveries.some(
        ({ repositoryId, redelivery, event, statusCode }) =>
          repositoryId === ours(traced.name) && redelivery && event === "push" && statusCode === 202,
      ),
    );
    expect(last(traced.name, redelivered)).toBe("failure");
  }, 90_000);

  test("everything said to GitHub and heard from it is as published", () => {
    expect(product.github.violations).toEqual([]);
  });
});
