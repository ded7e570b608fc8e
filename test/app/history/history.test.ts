import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createSampleRepository, samplePolicy, type SampleRepository } from "../sample-repository.js";
import { Visitor } from "../sign-in/visitor.js";
import { type Product, startProduct } from "../start-product.js";
import { eventually } from "../../support/eventually.js";
import { textOf as wordsOf } from "../../support/page-text.js";

const reason = '=HYPERLINK("https://evil.example","x") <b>QA</b> \u202e agreed';

let product: Product;
let repository: SampleRepository;
let other: SampleRepository;
const heads: string[] = [];
let lead: Visitor;
let stranger: Visitor;

/** A target may be called as a page is. */
const policy = samplePolicy
  .replace("jira:", "  history:\n    deploy: deploy-history\n    production: production\njira:")
  .concat("approvals: { by: { users: [lead] } }\n");

beforeAll(async () => {
  product = await startProduct({
    signIn: true,
    jira: {
      issues: [
        { key: "STORY-1", status: "In Progress" },
        { key: "STORY-2", status: "Ready to Deploy" },
        { key: "STORY-3", status: "Ready to Deploy" },
      ],
    },
  });
  const { github } = product;
  github.createUser("lead");
  github.createUser("stranger");
  repository = await createSampleRepository(github, { name: "acme/web", policy });
  other = await createSampleRepository(github, { name: "acme/hidden" });
  github.grant(repository.name, "lead", "read");
  github.grant(other.name, "stranger", "read");
  [lead, stranger] = [new Visitor(product.url), new Visitor(product.url)];
  await Promise.all([lead.signIn("lead"), stranger.signIn("stranger")]);

  // Red, approved, shipped; then another one that is open, and one in a repository that the lead cannot read.
  heads.push(await repository.push("deploy", "STORY-1 one"));
  await product.finalStatus(repository.name, heads[0] ?? "");
  heads.push(await repository.push("deploy", "STORY-2 two"));
  const [, second = ""] = heads;
  await product.finalStatus(repository.name, second);
  const page = `/r/${repository.name}/web/${second}`;
  const report = (await (await lead.get(`${page}.json`)).json()) as { findings: { id: string }[] };
  const form = new URLSearchParams({ finding: report.findings[0]?.id ?? "", reason, for: "" });
  expect((await lead.post(`${page}/approve`, { form })).status).toBe(303);
  await product.statusWhere(repository.name, second, ({ state }) => state === "success");
  await github.setBranch(repository.name, "production", second);
  await eventually("it is noted that it shipped", async () =>
    (await textOf(lead, `/r/${repository.name}/web/history`)).includes("Shipped") ? true : null,
  );
  heads.push(await repository.push("deploy", "STORY-3 three"));
  await product.finalStatus(repository.name, heads[2] ?? "");
  const hidden = await other.push("deploy", "STORY-2 in secret");
  await product.finalStatus(other.name, hidden);
}, 60_000);
afterAll(() => product.stop());

async function textOf(visitor: Visitor, path: string): Promise<string> {
  const response = await visitor.get(path);
  expect([path, response.status]).toEqual([path, 200]);
  return wordsOf(await response.text());
}

describe("the history of a target", () => {
  test("says of each head what it came to, what it changed, and with which exceptions it shipped", async () => {
    const path = `/r/${repository.name}/web/history`;
    const text = await textOf(lead, path);
    const [third, second, first] = heads.toReversed().map((head) => text.indexOf(head.slice(0, 7)));
    expect(third).toBeGreaterThan(0);
    const order = [third, text.lastIndexOf(`Head ${heads[1]?.slice(0, 7) ?? ""}`), first];
    expect(order).toEqual(order.toSorted((a = 0, b = 0) => a - b));
    expect(second).toBeGreaterThan(0);
    expect(text).toMatch(/Shipped .* with 1 exception/s);
    expect(text).toContain("by @lead: =HYPERLINK");
    expect(text).toContain("<b>QA</b> ‹U+202E› agreed");
    expect(text).toContain("The first of its branch that is recorded");
    expect(text).toContain("1 commit added");
    expect(text).toContain("Findings gone 1");
    expect(text).toContain("2 results");
    // One that shipped, of two commits; red until the approval.
    expect(text).toContain("median 2 commits, most 2 commits");
    expect(text).toContain("less than a minute");
    expect(await (await lead.get(path)).text()).not.toContain("<b>QA</b>");
  });

  test("is found from the repository's page, for each of its targets", async () => {
    const page = await (await lead.get(`/r/${repository.name}`)).text();
    expect(page).toContain(`href="/r/${repository.name}/web/history"`);
    expect(page).toContain(`href="/audit/${repository.name}"`);
  });

  test("is there for a target of that name too, and what makes no sense in the address is left out", async () => {
    const head = await repository.push("deploy-history", "STORY-2 of the other target");
    await product.finalStatus(repository.name, head, "history");
    expect(await textOf(lead, `/r/${repository.name}/history/history`)).toContain(head.slice(0, 7));
    expect(await textOf(lead, `/r/${repository.name}/history`)).toContain("STORY-2");
    expect(await textOf(lead, `/r/${repository.name}/web/history?before='`)).toContain("Evaluations");
    const past = await textOf(lead, `/r/${repository.name}/web/history?before=0`);
    expect(past).toContain("Nothing older");
  });

  test.each([
    "/r/acme/web/web/history",
    "/r/acme/nothing/web/history",
    "/audit/acme/web",
    "/audit/acme/web/lines.csv",
  ])("%s is not there for a stranger, and asks others to sign in", async (path) => {
    const answer = await stranger.get(path);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toBe(await (await stranger.get("/r/acme/nothing")).text());
    const signedOut = await new Visitor(product.url).get(path);
    expect(signedOut.headers.get("location")).toBe(`/login?return_to=${encodeURIComponent(path)}`);
  });

  test("of a target that is not there is not there", async () => {
    expect((await lead.get(`/r/${repository.name}/api/history`)).status).toBe(404);
    expect((await lead.get(`/r/${repository.name}/We%20b/history`)).status).toBe(404);
  });
});

describe("a search", () => {
  test("says when an issue shipped, and what has not", async () => {
    const shipped = await textOf(lead, "/search?q=story-1");
    expect(shipped).toContain("1 deploy");
    expect(shipped).toMatch(new RegExp(`Shipped\\s*web at ${heads[1]?.slice(0, 7) ?? ""}\\s+in\\s+acme/web`));
    expect(await textOf(lead, "/search?q=STORY-3")).toContain("Not shipped yet; the tip of deploy");
    expect(await textOf(lead, `/search?q=${heads[0]?.slice(0, 9) ?? ""}`)).toContain("1 deploy");
  });

  test("finds only in what the reader may see", async () => {
    expect(await textOf(lead, "/search?q=STORY-2")).not.toContain("hidden");
    const found = await textOf(stranger, "/search?q=STORY-2");
    expect(found).toContain("acme/hidden");
    expect(found).not.toContain("acme/web");
    expect(await textOf(stranger, "/search?q=STORY-1")).toContain("Nothing found");
  });

  test("shows what was asked as it is, and says what may be asked", async () => {
    const page = await (await lead.get(`/search?q=${encodeURIComponent('"><script>\u202e')}`)).text();
    expect(page).not.toContain("<script>");
    expect(wordsOf(page)).toContain('"><script>‹U+202E›');
    expect(await textOf(lead, "/search")).toContain("When did it ship?");
    expect(await textOf(lead, "/search?q=x")).toContain("When did it ship?");
    expect(await textOf(lead, `/search?q=${"x".repeat(5_000)}`)).toContain("Nothing found");
    expect(await textOf(lead, "/search?q=%00")).toContain("When did it ship?");
  });

  test("is asked for in the header by who is signed in", async () => {
    const form = 'action="/search"';
    expect(await (await lead.get("/")).text()).toContain(form);
    expect(await (await new Visitor(product.url).get("/login")).text()).not.toContain(form);
  });
});

describe("the audit log", () => {
  test("names who approved what and why", async () => {
    const text = await textOf(lead, `/audit/${repository.name}`);
    expect(text).toMatch(/@lead\s+approved/);
    expect(text).toContain("STORY-1");
    expect(text).toContain("<b>QA</b> ‹U+202E› agreed");
    expect(text).toContain(heads[1]?.slice(0, 7));
  });

  test.each([
    ["target=web&person=@LEAD", true],
    ["target=history", false],
    ["person=ada", false],
    ["before=0", false],
    ["target=We%20b&person=&before=x", true],
  ])("with %s shows the lines that fit", async (query, isThere) => {
    const text = await textOf(lead, `/audit/${repository.name}?${query}`);
    expect(/@lead\s+approved/.test(text)).toBe(isThere);
    expect(text.includes("No such line")).toBe(!isThere);
  });

  test("is downloaded as a table that no spreadsheet runs", async () => {
    const response = await lead.get(`/audit/${repository.name}/lines.csv`);
    expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8; header=present");
    expect(response.headers.get("content-disposition")).toBe('attachment; filename="audit-acme-web.csv"');
    const text = await response.text();
    expect(text).toMatch(/^at,person,person_id,action,.*\r\n/);
    expect(text).toContain(`"'=HYPERLINK(""https://evil.example"",""x"") <b>QA</b> \u202e agreed"`);
    expect(text.trimEnd().split("\r\n")).toHaveLength(2);
    const none = await (await lead.get(`/audit/${repository.name}/lines.csv?person=ada`)).text();
    expect(none.trimEnd().split("\r\n")).toHaveLength(1);
  });

  test("of a repository where nobody did anything says so", async () => {
    expect(await textOf(stranger, `/audit/${other.name}`)).toContain("Nothing yet");
  });
});
