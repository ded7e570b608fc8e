import { afterAll, beforeAll, describe, expect, test } from "vitest";
import pg from "pg";
import { createSampleRepository, policyFile, samplePolicy } from "../sample-repository.js";
import { eventually, type Product, startProduct } from "../start-product.js";

const issues = [1, 2, 3, 4, 5, 6].map((number) => ({ key: `STORY-${number}`, status: "Ready to Deploy" }));

describe("nothing is left behind: no pending status, no lost edit, no green of another time", () => {
  let product: Product;
  let database: pg.Client;

  beforeAll(async () => {
    product = await startProduct({ jira: { issues } });
    database = new pg.Client({ connectionString: product.databaseUrl });
    await database.connect();
  });
  afterAll(async () => {
    await database.end();
    await product.stop();
  });

  const last = (repository: string, sha: string) => product.github.statuses(repository, sha).at(-1);
  /** Until nothing waits or runs: neither a webhook nor a check of a ref. */
  const atRest = async (): Promise<void> => {
    await product.github.idle();
    await eventually("nothing is to be done", async () => {
      const { rowCount } = await database.query(
        "select 1 from pgboss.job where name like 'check-ref%' and state in ('created', 'retry', 'active')",
      );
      return rowCount === 0;
    });
  };
  /** As a process leaves it that dies after it saved a report and before it posted what it says. */
  const leavePending = (sha: string) =>
    database.query("update status set state = 'pending', description = 'Checking' where sha = $1", [sha]);

  test("pending statuses of a head that shipped and of those before it come to an end", async () => {
    const { github } = product;
    const repository = await createSampleRepository(github, { name: "acme/shipped-pending", told: true });
    const { name } = repository;
    const first = await repository.push("deploy", "STORY-1 one");
    await product.finalStatus(name, first);
    const second = await repository.push("deploy", "STORY-2 two");
    await product.finalStatus(name, second);
    await atRest();
    await leavePending(first);
    await leavePending(second);
    const posted = github.statuses(name, second).length;
    await github.setBranch(name, "production", second);
    await eventually("the older one is superseded", () => last(name, first)?.state === "error");
    expect(last(name, first)?.description).toBe(`Superseded by ${second.slice(0, 7)}`);
    await eventually(
      "the shipped one says what was found",
      () => github.statuses(name, second).length > posted,
    );
    expect(last(name, second)).toMatchObject({
      state: "success",
      description: "OK to deploy: 2 issues, 2 commits",
    });
  });

  test("the pending status of a target that the policy no longer has ends", async () => {
    const { github } = product;
    const repository = await createSampleRepository(github, { name: "acme/renamed-target", told: true });
    const { name } = repository;
    const head = await repository.push("deploy", "STORY-1 one");
    await product.finalStatus(name, head);
    await atRest();
    await repository.push("main", "Rename", { [policyFile]: samplePolicy.replace("web:", "site:") });
    await product.finalStatus(name, head, "site");
    await atRest();
    await database.query("update status set state = 'pending' where sha = $1 and context like '%/web'", [
      head,
    ]);
    product.jira.setStatus("STORY-1", "Done");
    const ended = await product.statusWhere(
      name,
      head,
      ({ context, state }) => context === "pre-deploy-checker/web" && state === "error",
    );
    expect(ended.description).toBe("The policy has no such target for this branch any more");
  });

  test("an edit in Jira that meets a refusal of GitHub's is not lost", async () => {
    const repository = await createSampleRepository(product.github, { name: "acme/refused", told: true });
    const { name } = repository;
    const head = await repository.push("deploy", "STORY-3 three");
    expect((await product.finalStatus(name, head)).state).toBe("success");
    await atRest();
    const mend = product.github.faults.add({
      match: ({ path }) => path.startsWith(`/repos/${name}/contents/`),
      then: { status: 403, body: { message: "Resource not accessible by integration" } },
    });
    product.jira.setStatus("STORY-3", "In Progress");
    await product.statusWhere(name, head, ({ state }) => state === "error");
    mend();
    const judged = await product.statusWhere(name, head, ({ state }) => state === "failure");
    expect(judged.description).toBe("1 issue not Ready to Deploy");
  });

  test("a failure of our own is said, and does not stay", async () => {
    const repository = await createSampleRepository(product.github, { name: "acme/internal", told: true });
    const { name } = repository;
    await product.finalStatus(name, await repository.push("deploy", "STORY-4 four"));
    await atRest();
    await database.query("alter table evaluation rename to hidden");
    const head = await repository.push("deploy", "STORY-5 five");
    const error = await product.statusWhere(name, head, ({ state }) => state === "error");
    expect(error.description).toMatch(
      /^Could not be checked: internal error, see the service's log since .*, retrying$/,
    );
    await database.query("alter table hidden rename to evaluation");
    expect((await product.statusWhere(name, head, ({ state }) => state === "success")).description).toBe(
      "OK to deploy: 2 issues, 2 commits",
    );
  });

  test("a deploy that had shipped is judged again when production goes back behind it", async () => {
    const { github, jira } = product;
    const repository = await createSampleRepository(github, { name: "acme/rollback", told: true });
    const { name } = repository;
    const head = await repository.push("deploy", "STORY-6 six");
    expect((await product.finalStatus(name, head)).state).toBe("success");
    await github.setBranch(name, "production", head);
    await eventually(
      "it shipped",
      async () =>
        (await database.query("select 1 from deploy where head_sha = $1 and not open", [head])).rowCount ===
        1,
    );
    jira.setStatus("STORY-6", "Done");
    await github.setBranch(name, "production", repository.live);
    const judged = await product.statusWhere(name, head, ({ state }) => state === "failure");
    expect(judged.description).toBe("1 issue not Ready to Deploy");
  });
});
