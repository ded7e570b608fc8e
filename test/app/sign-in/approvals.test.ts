import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createSampleRepository, samplePolicy, type SampleRepository } from "../sample-repository.js";
import { type Product, startProduct } from "../start-product.js";
import { policyKnown } from "./policy-known.js";
import { Visitor } from "./visitor.js";

let product: Product;
let repository: SampleRepository;
let page: string;
let head: string;
let count = 0;

const policy = `${samplePolicy}approvals: { by: { users: [lead], teams: [release] }, expire-after: 14d, not-author: true }\n`;

beforeAll(async () => {
  product = await startProduct({
    signIn: true,
    jira: {
      issues: [
        { key: "STORY-1", status: "In Progress" },
        { key: "STORY-2", status: "In Progress" },
      ],
    },
    github: {
      permissions: {
        metadata: "read",
        contents: "read",
        pull_requests: "read",
        deployments: "read",
        merge_queues: "read",
        statuses: "write",
        members: "read",
      },
    },
  });
  for (const login of ["reader", "writer", "lead", "member"]) product.github.createUser(login);
});
afterAll(() => product.stop());

beforeEach(async () => {
  count++;
  const { github } = product;
  repository = await createSampleRepository(github, { name: `approving/web-${count}`, policy });
  if (count === 1) github.createTeam("approving", "release", ["member"]);
  for (const login of ["reader", "lead", "member"]) github.grant(repository.name, login, "read");
  github.grant(repository.name, "writer", "write");
  await repository.push("deploy", "STORY-1 one");
  head = await repository.push("deploy", "STORY-2 two");
  expect((await product.finalStatus(repository.name, head)).state).toBe("failure");
  await policyKnown(product, repository.name);
  page = `/r/${repository.name}/web/${head}`;
});

function visitorAs(login: string): Promise<Visitor> {
  return Visitor.signedIn(product.url, login);
}

async function findings(
  visitor: Visitor,
): Promise<{ id: string; approval: { by: string; until: string } | null }[]> {
  const report = (await (await visitor.get(`${page}.json`)).json()) as { findings: never[] };
  return report.findings;
}

async function approve(
  visitor: Visitor,
  ids: readonly string[],
  reason = "Agreed with QA",
): Promise<Response> {
  const form = new URLSearchParams([
    ...ids.map((id): [string, string] => ["finding", id]),
    ["reason", reason],
    ["for", ""],
  ]);
  return visitor.post(`${page}/approve`, { form });
}

describe("approving", () => {
  test("what is named may ship at once, by name and with the reason; withdrawn, it may not", async () => {
    const lead = await visitorAs("lead");
    const text = await (await lead.get(page)).text();
    expect(text).toContain("Approve what is marked");
    const ids = (await findings(lead)).map(({ id }) => id);
    expect(ids).toHaveLength(2);
    expect((await approve(lead, ids, "Agreed with <b>QA</b>")).status).toBe(303);
    const green = await product.statusWhere(repository.name, head, ({ state }) => state === "success");
    expect(green.description).toBe("OK to deploy: 2 issues, 2 commits, 2 exceptions approved");
    const [approved] = await findings(lead);
    expect(approved?.approval).toMatchObject({ by: "lead", reason: "Agreed with <b>QA</b>" });
    const inDays = (Date.parse(approved?.approval?.until ?? "") - Date.now()) / 86_400_000;
    expect(inDays).toBeGreaterThan(13.9);
    expect(inDays).toBeLessThanOrEqual(14);
    expect(await (await lead.get(page)).text()).toContain("Agreed with &lt;b&gt;QA&lt;/b&gt;");

    const form = new URLSearchParams([["finding", ids[0] ?? ""]]);
    expect((await lead.post(`${page}/withdraw`, { form })).status).toBe(303);
    await product.statusWhere(
      repository.name,
      head,
      ({ description }) => description === "1 issue not Ready to Deploy",
    );
    expect(product.github.statuses(repository.name, head).at(-1)?.state).toBe("failure");
    expect(await audited()).toEqual(["approved lead", "approved lead", "withdrew lead"]);
  });

  test("a member of a team that is named may, and what was approved holds for the next push", async () => {
    const member = await visitorAs("member");
    const ids = (await findings(member)).map(({ id }) => id);
    expect((await approve(member, ids)).status).toBe(303);
    await product.statusWhere(repository.name, head, ({ state }) => state === "success");
    const next = await repository.push("deploy", "STORY-2 no-jira more", {});
    const status = await product.finalStatus(repository.name, next);
    expect(status.description).toMatch(/STORY-2|1 issue not/);
  });

  test.each(["reader", "writer"])("%s is told who may, and nothing is done", async (login) => {
    const visitor = await visitorAs(login);
    const ids = (await findings(visitor)).map(({ id }) => id);
    const refused = await approve(visitor, ids);
    expect(refused.status).toBe(403);
    expect(await refused.text()).toContain("The policy lets only these approve: team release, @lead");
    const form = new URLSearchParams([["finding", ids[0] ?? ""]]);
    expect((await visitor.post(`${page}/withdraw`, { form })).status).toBe(403);
    expect(await audited()).toEqual([]);
  });

  test("an author of the deploy may not, where the policy says so", async () => {
    const { github } = product;
    github.createUser("author", { email: "author@example.com" });
    github.grant(repository.name, "author", "read");
    const own = await github.commit(repository.name, {
      branch: "deploy",
      message: "STORY-1 by a lead",
      files: { "own.txt": "own\n" },
      author: { name: "Lead", email: github.createUser("lead").email },
    });
    await product.finalStatus(repository.name, own);
    page = `/r/${repository.name}/web/${own}`;
    const lead = await visitorAs("lead");
    const refused = await approve(
      lead,
      (await findings(lead)).map(({ id }) => id),
    );
    expect(refused.status).toBe(403);
    expect(await refused.text()).toContain("does not let an author of the deploy approve it");
  });

  test("a page that is out of date is answered with what happened, and the reason is not lost", async () => {
    const [lead, member] = [await visitorAs("lead"), await visitorAs("member")];
    const ids = (await findings(lead)).map(({ id }) => id);
    await approve(member, ids.slice(0, 1));
    await product.statusWhere(
      repository.name,
      head,
      ({ description }) => description === "1 issue not Ready to Deploy",
    );
    const stale = await approve(lead, ids, "My long reason");
    expect(stale.status).toBe(409);
    const text = await stale.text();
    expect(text).toContain("One of the findings is not what the page showed any more");
    expect(text).toContain("My long reason");
  });

  test.each<[string, Record<string, string>, string]>([
    ["no reason", { reason: " \r\n " }, "A reason is missing"],
    ["nothing marked", { finding: "" }, "Not approved"],
    ["a reason without end", { reason: "x".repeat(1_001) }, "at most 1000 characters"],
    ["a made up span", { for: "99999999" }, "The form could not be read"],
    ["a fingerprint that is none", { finding: "'; drop table approval; --" }, "The form could not be read"],
  ])("%s is refused in words", async (_what, changes, words) => {
    const lead = await visitorAs("lead");
    const [first] = await findings(lead);
    const form = new URLSearchParams({ finding: first?.id ?? "", reason: "r", for: "", ...changes });
    const response = await lead.post(`${page}/approve`, { form });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(words);
    expect(await audited()).toEqual([]);
  });

  test("another site's form, and who has not signed in, do nothing", async () => {
    const lead = await visitorAs("lead");
    const [first] = await findings(lead);
    const form = new URLSearchParams({ finding: first?.id ?? "", reason: "r", for: "" });
    expect((await lead.post(`${page}/approve`, { form, origin: "https://evil.example" })).status).toBe(403);
    expect((await new Visitor(product.url).post(`${page}/approve`, { form })).status).toBe(401);
    expect(await audited()).toEqual([]);
  });
});

/** Who did what in this test's repository, in order. */
async function audited(): Promise<string[]> {
  const database = new pg.Client({ connectionString: product.databaseUrl });
  await database.connect();
  const { rows } = await database.query<{ action: string; login: string }>(
    "select action, login from audit_entry where repository_id = $1 order by id",
    [product.github.repository(repository.name).id],
  );
  await database.end();
  return rows.map(({ action, login }) => `${action} ${login}`);
}
