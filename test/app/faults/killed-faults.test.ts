import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { giveEmbeddedDatabase } from "../../support/embedded-database.js";
import { startGitHub } from "../../support/github/index.js";
import { startJira } from "../../support/jira/index.js";
import { createTestDatabase } from "../../support/postgres/create-test-database.js";
import { createSampleRepository } from "../sample-repository.js";
import { startProcess } from "../start-process.js";
import { eventually } from "../start-product.js";

const patience = { timeoutMs: 60_000 };

test.each(["embedded", "PostgreSQL"] as const)(
  "killed in the middle of evaluations and started again, on %s: all are done, each with one final status",
  async (kind) => {
    const dataDir = await mkdtemp(join(tmpdir(), "killed-app-"));
    const database = kind === "embedded" ? null : await createTestDatabase();
    if (database === null) await giveEmbeddedDatabase(dataDir);
    const [github, jira] = await Promise.all([
      startGitHub(),
      startJira({
        kind: "cloud",
        issues: [
          { key: "STORY-1", status: "Ready to Deploy" },
          { key: "STORY-2", status: "In Progress" },
        ],
      }),
    ]);
    const app = await startProcess({
      github,
      jira,
      dataDir,
      ...(database === null ? {} : { databaseUrl: database.url }),
    });
    try {
      const [asking, fetching, waiting] = await Promise.all([
        createSampleRepository(github, { name: "acme/asking-jira", told: true }),
        createSampleRepository(github, { name: "acme/fetching", told: true }),
        createSampleRepository(github, { name: "acme/waiting", told: true }),
      ]);
      const held = Promise.withResolvers<undefined>();
      jira.faults.add({ path: /bulkfetch/, until: held.promise });
      const unhold = github.faults.add({
        match: { path: /^\/acme\/fetching\.git\/git-upload-pack/ },
        then: { until: held.promise },
      });
      const heads = await Promise.all([
        asking.push("deploy", "STORY-1 one"),
        fetching.push("deploy", "STORY-2 two"),
      ]);
      const names = [asking.name, fetching.name, waiting.name];
      const isPending = ({ state }: { state: string }): boolean => state === "pending";
      await Promise.all(
        heads.map((head, index) => github.waitForStatus(names[index] ?? "", head, isPending, patience)),
      );
      heads.push(await waiting.push("deploy", "STORY-1 accepted just before"));
      await github.idle();

      await app.kill();
      unhold();
      jira.faults.clear();
      held.resolve(undefined);
      await app.start();

      const expected = ["success", "failure", "success"];
      for (const [index, head] of heads.entries()) {
        const name = names[index] ?? "";
        const isFinal = ({ state }: { state: string }): boolean => state !== "pending";
        const status = await github.waitForStatus(name, head, isFinal, patience);
        expect([name, status.state]).toEqual([name, expected[index]]);
      }
      await eventually("nothing runs any more", async () => {
        const metrics = await (await fetch(`${app.url}/metrics`)).text();
        const busy = [...metrics.matchAll(/^\S*jobs\S*\{[^}]*(?:active|waiting)[^}]*\} (\d+)/gm)];
        return busy.length === 0 || busy.every(([, value]) => value === "0");
      });
      for (const [index, head] of heads.entries()) {
        const states = github.statuses(names[index] ?? "", head).map(({ state }) => state);
        expect(states.filter((state) => state !== "pending")).toEqual([expected[index]]);
        expect(states.at(-1)).toBe(expected[index]);
      }
      expect(await app.stop()).toBe(0);
    } finally {
      await app.kill();
      await Promise.all([github.close(), jira.close()]);
      await database?.drop();
      await rm(dataDir, { recursive: true, force: true });
    }
  },
  150_000,
);
