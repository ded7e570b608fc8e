import { readdir, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import pg from "pg";
import { createSampleRepository } from "../sample-repository.js";
import { eventually, type Product, startProduct } from "../start-product.js";

const issues = [
  { key: "STORY-1", status: "Ready to Deploy" },
  { key: "STORY-2", status: "Ready to Deploy" },
];

describe("the app's own disk and database fail", () => {
  let product: Product;

  beforeAll(async () => {
    product = await startProduct({ jira: { issues } });
  });
  afterAll(() => product.stop());

  const damages: Record<string, (mirror: string) => Promise<unknown>> = {
    deleted: (mirror) => rm(mirror, { recursive: true }),
    "without its objects": (mirror) => rm(join(mirror, "objects"), { recursive: true }),
    "with packs cut off": async (mirror) => {
      const folder = join(mirror, "objects", "pack");
      const packs = (await readdir(folder)).filter((file) => file.endsWith(".pack"));
      expect(packs).not.toEqual([]);
      await Promise.all(packs.map((pack) => truncate(join(folder, pack), 40)));
    },
    "with a spoilt HEAD": (mirror) => writeFile(join(mirror, "HEAD"), "\0\0\0\0"),
    "with another configuration": (mirror) => writeFile(join(mirror, "config"), "[core\n"),
  };

  test.each(Object.keys(damages))("the git mirror %s is made anew", async (how) => {
    const { github } = product;
    const name = `acme/${how.replaceAll(" ", "-")}`;
    const repository = await createSampleRepository(github, { name, told: true });
    const first = await repository.push("deploy", "STORY-1 one");
    expect((await product.finalStatus(name, first)).state).toBe("success");
    await damages[how]?.(join(product.dataDir, "mirrors", `${github.repository(name).id}.git`));
    const next = await repository.push("deploy", "STORY-2 two");
    expect(await product.finalStatus(name, next)).toMatchObject({
      state: "success",
      description: "OK to deploy: 2 issues, 2 commits",
    });
  });

  test("the database goes away in the middle of an evaluation and comes back", async () => {
    const { github, jira } = product;
    const repository = await createSampleRepository(github, { name: "acme/database", told: true });
    const held = Promise.withResolvers<undefined>();
    jira.faults.add({ path: /bulkfetch/, until: held.promise, times: 1 });
    const head = await repository.push("deploy", "STORY-1 one");
    await product.statusWhere(repository.name, head, ({ state }) => state === "pending");
    await github.idle();

    const comeBack = await takeAway(product.databaseUrl);
    const unheard = await repository.push("release", "STORY-1 not a deploy");
    await github.idle();
    const refused = github.deliveries.findLast(({ event }) => event === "push");
    expect([500, 503]).toContain(refused?.statusCode);
    expect((await fetch(`${product.url}/readyz`)).status).toBe(503);
    held.resolve(undefined);
    await comeBack();

    await eventually("ready again", async () => (await fetch(`${product.url}/readyz`)).ok);
    const { createdAt } = await product.statusWhere(
      repository.name,
      head,
      ({ state }) => state === "success",
    );
    // Whether it noticed in the meantime is a matter of milliseconds; what it said then was honest.
    const before = github.statuses(repository.name, head).filter((status) => status.createdAt < createdAt);
    for (const { state, description } of before.filter((status) => status.state !== "pending"))
      expect([state, description]).toEqual(["error", expect.stringMatching(/retrying$/)]);
    const next = await repository.push("deploy", "STORY-2 two");
    expect((await product.finalStatus(repository.name, next)).state).toBe("success");
    expect(github.statuses(repository.name, unheard)).toEqual([]);
  }, 60_000);
});

/** Ends every connection to a database and refuses new ones; answers how to let them in again. */
async function takeAway(url: string): Promise<() => Promise<void>> {
  const name = new URL(url).pathname.slice(1);
  const server = new URL(url);
  server.pathname = "/postgres";
  const admin = new pg.Client({ connectionString: server.href });
  await admin.connect();
  await admin.query(`alter database ${name} allow_connections false`);
  await admin.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [name]);
  return async () => {
    await admin.query(`alter database ${name} allow_connections true`);
    await admin.end();
  };
}
