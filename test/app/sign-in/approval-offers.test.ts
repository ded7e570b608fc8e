import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createSampleRepository, samplePolicy, type SampleRepository } from "../sample-repository.js";
import { eventually, type Product, startProduct } from "../start-product.js";
import { policyKnown } from "./policy-known.js";
import { Visitor } from "./visitor.js";

const policy = `${samplePolicy}approvals: { by: { users: [lead], teams: [release] }, not-author: true }\n`;
const needs = "Approving needs a member of team release or @lead.";
const notAuthor = "The policy does not let an author of the deploy approve it: somebody else has to.";

let product: Product;
let repository: SampleRepository;
let page: string;

beforeAll(async () => {
  product = await startProduct({
    signIn: true,
    jira: { issues: ["STORY-1", "STORY-2"].map((key) => ({ key, status: "In Progress" })) },
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
  const { github } = product;
  repository = await createSampleRepository(github, { name: "offering/web", policy });
  for (const login of ["writer", "lead", "member", "author", "late"]) {
    github.createUser(login);
    github.grant(repository.name, login, "write");
  }
  github.createTeam("offering", "release", ["member", "author", "late"]);
  await github.commit(repository.name, {
    branch: "deploy",
    message: "STORY-1 one",
    files: { "own.txt": "own\n" },
    author: { name: "Author", email: github.createUser("author").email },
  });
  const head = await repository.push("deploy", "STORY-2 two");
  await product.finalStatus(repository.name, head);
  page = `/r/${repository.name}/web/${head}`;
  await policyKnown(product, repository.name);
});
afterAll(() => product.stop());

function visitorAs(login: string): Promise<Visitor> {
  return Visitor.signedIn(product.url, login);
}

/** What the page lets somebody do about the findings, and the page. */
async function offered(visitor: Visitor): Promise<{ may: readonly string[]; text: string }> {
  const text = await (await visitor.get(`${page}?refresh=off`)).text();
  const signs = {
    approve: `action="${page}/approve"`,
    mark: 'name="finding"',
    withdraw: `action="${page}/withdraw"`,
  };
  return { text, may: Object.entries(signs).flatMap(([what, sign]) => (text.includes(sign) ? [what] : [])) };
}

describe("what the page offers about findings", () => {
  // One after the other: what is kept of the page of one reader is not another's.
  test.each<[string, readonly string[], string | null]>([
    ["lead", ["approve", "mark"], null],
    ["writer", [], needs],
    ["member", ["approve", "mark"], null],
    ["author", [], notAuthor],
  ])("%s: %j", async (login, may, words) => {
    const page = await offered(await visitorAs(login));
    expect(page.may).toEqual(may);
    for (const said of [needs, notAuthor])
      expect([said, page.text.includes(said)]).toEqual([said, said === words]);
  });

  test("an approval is withdrawn by whoever may approve, an author too, and by nobody else", async () => {
    const lead = await visitorAs("lead");
    const report = (await (await lead.get(`${page}.json`)).json()) as { findings: { id: string }[] };
    const form = new URLSearchParams({ finding: report.findings[0]?.id ?? "", reason: "Agreed", for: "" });
    expect((await lead.post(`${page}/approve`, { form })).status).toBe(303);
    await eventually("the page shows it", async () => (await offered(lead)).may.includes("withdraw"));
    expect((await offered(await visitorAs("author"))).may).toEqual(["mark", "withdraw"]);
    const { may, text } = await offered(await visitorAs("writer"));
    expect([may, text.includes("Agreed")]).toEqual([[], true]);
  });

  test("what GitHub does not tell is offered with a note, and refused only when it is done", async () => {
    const late = await visitorAs("late");
    const mend = product.github.faults.add({
      match: { path: /\/memberships\/late/ },
      then: { status: 500, body: { message: "No" } },
    });
    const { may, text } = await offered(late);
    mend();
    expect(may).toEqual(["approve", "mark", "withdraw"]);
    expect(text).toContain("Whether you may approve cannot be told at the moment: GitHub gives no answer.");
    // GitHub is asked again by itself, a little later each time.
    await eventually(
      "a later page has the answer",
      async () => !(await offered(late)).text.includes("cannot be told"),
    );
  });

  test("what was said a moment ago is for showing only: acting asks again", async () => {
    const member = await visitorAs("member");
    expect((await offered(member)).may).toContain("approve");
    const comeBack = product.github.faults.add({
      match: { path: /\/memberships\/member/ },
      then: { status: 404, body: { message: "Not Found" } },
    });
    expect((await offered(member)).may).toContain("approve");
    const report = (await (await member.get(`${page}.json`)).json()) as { findings: { id: string }[] };
    const form = new URLSearchParams({ finding: report.findings[1]?.id ?? "", reason: "Agreed", for: "" });
    const refused = await member.post(`${page}/approve`, { form });
    comeBack();
    expect([refused.status, (await refused.text()).includes("The policy lets only these approve")]).toEqual([
      403,
      true,
    ]);
  });
});
