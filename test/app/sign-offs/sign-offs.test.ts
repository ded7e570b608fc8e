import pg from "pg";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Report } from "../../../src/checker/report.js";
import { Visitor } from "../sign-in/visitor.js";
import { createSampleRepository, type SampleRepository } from "../sample-repository.js";
import { type Product, startProduct } from "../start-product.js";

const policy = `version: 1
targets: { web: { deploy: deploy, production: production } }
sign-offs:
  - { name: QA, by: { teams: [signing/qa], users: [ada] } }
  - { name: On call, by: on-call }
people:
  responsible: [olga]
  on-call: { source: rota }
`;

let product: Product;
let rota: Server;
/** What the rota answers. */
let onCall: { readonly status: number; readonly body: string };
let repository: SampleRepository;
let page: string;
let head: string;
let count = 0;

const says = (...logins: readonly string[]) => ({
  status: 200,
  body: JSON.stringify({ users: logins.map((login) => ({ login, until: "2099-01-01T00:00:00Z" })) }),
});

beforeAll(async () => {
  rota = createServer((_request, response) => {
    response.writeHead(onCall.status, { "content-type": "application/json" }).end(onCall.body);
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => rota.once("listening", resolve));
  onCall = says("oncall");
  product = await startProduct({
    signIn: true,
    environment: { ON_CALL_ROTA_URL: `http://127.0.0.1:${(rota.address() as AddressInfo).port}/now` },
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
  for (const login of ["ada", "tester", "oncall", "writer", "stranger"]) product.github.createUser(login);
});
afterAll(async () => {
  await product.stop();
  rota.close();
});

beforeEach(async () => {
  count++;
  const { github } = product;
  repository = await createSampleRepository(github, { name: `signing/web-${count}`, policy });
  if (count === 1) github.createTeam("signing", "qa", ["tester"]);
  for (const login of ["ada", "tester", "oncall"]) github.grant(repository.name, login, "read");
  github.grant(repository.name, "writer", "write");
  head = await repository.push("deploy", "One", { "one.txt": "1\n" });
  await status("2 sign-offs missing");
  // The policy is remembered once its first deploy has been judged.
  const reader = await as("ada");
  await expect.poll(() => care(reader), { timeout: 10_000 }).toContain("@olga");
});

/** What the top of the page says of people. */
async function care(visitor: Visitor, path = page): Promise<string> {
  const text = await (await visitor.get(path)).text();
  const bar = /<section class="care".*?<\/section>/s.exec(text)?.[0] ?? "";
  return bar
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

async function status(description: string, sha = head): Promise<void> {
  await product.statusWhere(repository.name, sha, (one) => one.description === description);
  page = `/r/${repository.name}/web/${head}`;
}

function as(login: string): Promise<Visitor> {
  return Visitor.signedIn(product.url, login);
}

async function report(visitor: Visitor): Promise<Report> {
  return (await (await visitor.get(`${page}.json`)).json()) as Report;
}

/** What the page's form holds: nothing where the page has no form for this sign-off. */
async function formOf(visitor: Visitor, name: string): Promise<URLSearchParams | null> {
  const text = await (await visitor.get(page)).text();
  const content = new RegExp(
    `name="name" value="${name}"/><input type="hidden" name="content" value="(\\w+)"`,
  ).exec(text)?.[1];
  return content === undefined ? null : new URLSearchParams({ name, content });
}

async function sign(visitor: Visitor, name: string, note = ""): Promise<Response> {
  const form = (await formOf(visitor, name)) ?? new URLSearchParams({ name, content: "0".repeat(64) });
  form.set("note", note);
  return visitor.post(`${page}/sign-off`, { form });
}

describe("signing off", () => {
  test("whoever is named signs off, and the deploy may go; what they saw holds after a rebase and falls with new work", async () => {
    const [tester, oncall] = [await as("tester"), await as("oncall")];
    expect((await sign(tester, "QA", "Looked at <b>all</b>")).status).toBe(303);
    await status("1 sign-off missing");
    expect((await sign(oncall, "On call")).status).toBe(303);
    await status("OK to deploy: 0 issues, 1 commit");
    const { signOffs } = await report(tester);
    expect(signOffs[0]).toMatchObject({
      name: "QA",
      by: { teams: ["signing/qa"], users: ["ada"] },
      given: [{ by: "tester", note: "Looked at <b>all</b>" }],
      fallen: null,
    });
    const text = await (await tester.get(page)).text();
    expect(text).toContain("Looked at &lt;b&gt;all&lt;/b&gt;");

    // Production moves on, and the deploy is put on top of it.
    const live = await product.github.commit(repository.name, {
      branch: "production",
      message: "Hotfix",
      files: { "hot.txt": "hot\n" },
    });
    await product.github.setBranch(repository.name, "deploy", live);
    head = await repository.push("deploy", "One, in other words", { "one.txt": "1\n" });
    await status("OK to deploy: 0 issues, 1 commit");

    head = await repository.push("deploy", "Two", { "two.txt": "2\n" });
    await status("2 sign-offs missing");
    const fallen = (await report(tester)).findings.map(({ message }) => message);
    expect(fallen[0]).toBe(`QA: the sign-off by @tester fell, 1 commit is new (${head.slice(0, 7)} "Two")`);
    expect(await (await tester.get(page)).text()).toContain("@tester");
    expect(await audited()).toEqual(["signed off tester QA", "signed off oncall On call"]);
  });

  test("whoever may give it may withdraw it, and the deploy is red again", async () => {
    const [ada, tester] = [await as("ada"), await as("tester")];
    await sign(ada, "QA");
    await status("1 sign-off missing");
    const id = (await report(ada)).signOffs[0]?.given[0]?.id ?? "";
    const form = new URLSearchParams({ id });
    expect((await (await as("oncall")).post(`${page}/sign-off/withdraw`, { form })).status).toBe(403);
    expect((await tester.post(`${page}/sign-off/withdraw`, { form })).status).toBe(303);
    await expect
      .poll(() => product.github.statuses(repository.name, head).at(-1)?.description, { timeout: 10_000 })
      .toBe("2 sign-offs missing");
    const again = await tester.post(`${page}/sign-off/withdraw`, { form });
    expect([again.status, (await again.text()).includes("withdrawn already")]).toEqual([409, true]);
    expect(await audited()).toEqual(["signed off ada QA", "withdrew the sign-off tester QA"]);
  });

  test("two at once are both heard, and one who says it twice is heard once", async () => {
    const [ada, tester] = [await as("ada"), await as("tester")];
    const form = (await formOf(ada, "QA")) ?? new URLSearchParams();
    const answers = await Promise.all(
      [ada, tester, ada].map((one) => one.post(`${page}/sign-off`, { form })),
    );
    expect(answers.map((answer) => answer.status)).toEqual([303, 303, 303]);
    await status("1 sign-off missing");
    const visible = async () => ((await report(ada)).signOffs[0]?.given ?? []).map(({ by }) => by).toSorted();
    await expect.poll(visible, { timeout: 10_000 }).toEqual(["ada", "tester"]);
    expect((await audited()).toSorted()).toEqual(["signed off ada QA", "signed off tester QA"]);
  });

  test("who may not sees no form, is told who may, and nothing is done", async () => {
    const writer = await as("writer");
    expect(await formOf(writer, "QA")).toBeNull();
    const refused = await sign(writer, "QA", "My long note");
    const text = await refused.text();
    expect(refused.status).toBe(403);
    expect(text).toContain("The policy lets only these sign this off: team signing/qa, @ada");
    expect(text).toContain("My long note");
    const notOnCall = await (await sign(await as("ada"), "On call")).text();
    expect(notOnCall).toContain("who are on call: @oncall");
    expect((await sign(await as("ada"), "Nobody asks")).status).toBe(403);
    expect(await audited()).toEqual([]);
  });

  test("a stranger, nobody and another site get nowhere", async () => {
    const stranger = await as("stranger");
    const form = new URLSearchParams({ name: "QA", content: "0".repeat(64) });
    for (const path of ["sign-off", "sign-off/withdraw", "responsible", "responsible/lay-down"]) {
      const asked = { form };
      expect((await stranger.post(`${page}/${path}`, asked)).status).toBe(404);
      expect((await new Visitor(product.url).post(`${page}/${path}`, asked)).status).toBe(401);
      const elsewhere = { form, origin: "https://evil.example" };
      expect((await (await as("ada")).post(`${page}/${path}`, elsewhere)).status).toBe(403);
    }
    expect(await audited()).toEqual([]);
  });

  test("the form of an older push is answered with what is new, and the note is not lost", async () => {
    const ada = await as("ada");
    const form = (await formOf(ada, "QA")) ?? new URLSearchParams();
    form.set("note", "My long note");
    const old = page;
    head = await repository.push("deploy", "Two");
    await status("2 sign-offs missing");
    const stale = await ada.post(`${old}/sign-off`, { form });
    const text = await stale.text();
    expect(stale.status).toBe(409);
    expect(text).toContain(
      `There is a newer push, ${head.slice(0, 7)}: 1 commit is new (${head.slice(0, 7)} `,
    );
    expect(text).toContain("My long note");
    const other = await ada.post(`${page}/sign-off`, { form });
    expect([other.status, (await other.text()).includes("other commits than the page showed")]).toEqual([
      409,
      true,
    ]);
    expect(await audited()).toEqual([]);
  });

  test("what cannot be read is refused in words", async () => {
    const ada = await as("ada");
    const wrong = [{ note: "x".repeat(1_001) }, { name: "" }, { content: "'; drop table sign_off; --" }];
    for (const changes of wrong) {
      const form = new URLSearchParams({ name: "QA", content: "0".repeat(64), ...changes });
      const answer = await ada.post(`${page}/sign-off`, { form });
      expect([answer.status, (await answer.text()).includes("could not be read")]).toEqual([400, true]);
    }
    const form = new URLSearchParams({ id: "1 or 1=1" });
    expect((await ada.post(`${page}/sign-off/withdraw`, { form })).status).toBe(400);
  });
});

describe("who answers for a deploy", () => {
  test("whoever has write takes it on, over pushes, until it ships; others cannot", async () => {
    const [writer, ada] = [await as("writer"), await as("ada")];
    expect(await care(ada)).not.toContain("I am responsible");
    expect((await ada.post(`${page}/responsible`)).status).toBe(403);
    expect(await care(writer)).toContain("I am responsible");
    expect((await writer.post(`${page}/responsible`)).status).toBe(303);
    expect(await care(ada)).toMatch(/@writer just now @olga by the policy On call @oncall until/);

    const first = page;
    head = await repository.push("deploy", "Two");
    await status("2 sign-offs missing");
    expect(await care(ada)).toContain("@writer");
    const second = page;
    await product.github.setBranch(repository.name, "production", head);
    await expect.poll(() => care(writer, second), { timeout: 15_000 }).not.toContain("I am");
    head = await repository.push("deploy", "Three");
    await status("2 sign-offs missing");
    expect(await care(writer)).toMatch(
      /^Who answers for this deploy Responsible @olga by the policy I am responsible/,
    );
    for (const shipped of [first, second]) expect(await care(ada, shipped)).toContain("@writer");
    expect(await audited()).toEqual(["took on the deploy writer"]);
  });

  test("it is laid down again", async () => {
    const writer = await as("writer");
    await Promise.all([writer.post(`${page}/responsible`), writer.post(`${page}/responsible`)]);
    expect(await care(writer)).toContain("I am not responsible any more");
    expect((await writer.post(`${page}/responsible/lay-down`)).status).toBe(303);
    expect(await care(writer)).not.toContain("@writer");
    expect(await audited()).toEqual([
      "took on the deploy writer",
      "is not responsible for the deploy any more writer",
    ]);
  });

  test("where it cannot be told who is on call, the page says so, and nobody signs off as them", async () => {
    const { github } = product;
    const lost = await createSampleRepository(github, {
      name: "signing/lost",
      policy: policy.replace("source: rota", "source: nowhere"),
    });
    github.grant(lost.name, "ada", "write");
    head = await lost.push("deploy", "One");
    await product.statusWhere(lost.name, head, ({ description }) => description === "2 sign-offs missing");
    page = `/r/${lost.name}/web/${head}`;
    const ada = await as("ada");
    const words = "Who is on call is not configured: ON_CALL_NOWHERE_URL is not set";
    await expect.poll(() => care(ada), { timeout: 10_000 }).toContain(`Not known: ${words} .`);
    const answer = await sign(ada, "On call", "My long note");
    const text = await answer.text();
    expect([answer.status, text.includes(words), text.includes("My long note")]).toEqual([503, true, true]);
  });

  test("who is on call is shown with how old that is", async () => {
    expect(await care(await as("ada"))).toMatch(/@oncall until 2099-01-01 00:00 UTC .* asked /);
  });
});

/** Who did what in this test's repository, in order. */
async function audited(): Promise<string[]> {
  const database = new pg.Client({ connectionString: product.databaseUrl });
  await database.connect();
  const { rows } = await database.query<{ action: string; login: string; detail: { "sign-off"?: string } }>(
    "select action, login, detail from audit_entry where repository_id = $1 order by id",
    [product.github.repository(repository.name).id],
  );
  await database.end();
  return rows.map(({ action, login, detail: { "sign-off": signOff = "" } }) =>
    `${action} ${login} ${signOff}`.trim(),
  );
}
