import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { policyWith } from "../checks/sample-policies.js";
import { createSampleRepository } from "../sample-repository.js";
import { type Product, startProduct } from "../start-product.js";
import { policyKnown } from "../sign-in/policy-known.js";
import { choicesOf, createVisits, formOf } from "./fix-visit.js";

const ready = "Ready to Deploy";
const notes = "customfield_10013";

const visit = createVisits();

const policy = policyWith({
  jira: { projects: ["STORY", "TECH"], fixes: true },
  issues: {
    statuses: [ready],
    fields: [
      { field: "Risk", "one-of": ["Low", "Medium"] },
      { field: "Areas", "one-of": ["Web", "Api"] },
      { field: "Notes" },
      { field: "Plan" },
      { field: "Effort" },
      { field: "Day" },
      { field: "Moment" },
      { field: "Tags" },
      { field: "Tester" },
      { field: "Place" },
    ],
  },
});

const filled = {
  Risk: "Low",
  Areas: ["Web"],
  Notes: "n",
  Plan: "p",
  Effort: 1,
  Day: "2026-11-20",
  Moment: "2026-11-20T10:00:00.000Z",
  Tags: ["a"],
  Tester: "Ada Lovelace",
  Place: "North - Oslo",
};

describe.each(["cloud", "data-center"] as const)("putting an issue right, on %s", (kind) => {
  let product: Product;
  let repository: string;
  let page: string;
  let head: string;

  beforeAll(async () => {
    product = await startProduct({
      signIn: true,
      jira: {
        kind,
        transitions: [
          { name: ready, to: ready, from: ["In Progress"] },
          { name: "Release", to: ready, from: ["To Do"], required: ["resolution", "Notes"] },
          { name: "Close", to: "Closed" },
        ],
        fields: [
          { name: "Risk", type: "select", options: ["Low", "Medium", "High"], id: "customfield_10010" },
          { name: "Areas", type: "multi-select", options: ["Web", "Api", "Old"], id: "customfield_10011" },
          { name: "Locked", type: "text", id: "customfield_10012", editable: false },
          { name: "Notes", type: "text", id: notes },
          { name: "Plan", type: "textarea", id: "customfield_10014" },
          { name: "Effort", type: "number", id: "customfield_10015" },
          { name: "Day", type: "date", id: "customfield_10016" },
          { name: "Moment", type: "datetime", id: "customfield_10017" },
          { name: "Tags", type: "labels", id: "customfield_10018" },
          { name: "Tester", type: "user", id: "customfield_10019" },
          {
            name: "Place",
            type: "cascading",
            id: "customfield_10020",
            options: ["North", "North - Oslo", "South"],
          },
        ],
        people: [
          { displayName: "Ada Lovelace" },
          { displayName: "Grace Hopper" },
          { displayName: "Grace Elsewhere", assignableIn: ["TECH"] },
        ],
        issues: [
          { key: "STORY-1", status: ready },
          { key: "STORY-2", status: "In Progress", fields: filled },
          { key: "STORY-3", status: "To Do", fields: filled },
          { key: "STORY-4", status: ready, fields: { ...filled, Risk: "High" } },
          { key: "STORY-5", status: ready, fields: { ...filled, Risk: "High" } },
          { key: "STORY-6", status: "In Progress", fields: filled },
          { key: "STORY-7", status: ready, fields: { ...filled, Notes: null } },
          { key: "STORY-8", status: ready, fields: { ...filled, Notes: null } },
          { key: "STORY-9", status: ready, fields: { ...filled, Notes: null } },
          { key: "STORY-10", status: ready, fields: filled },
          { key: "STORY-11", status: ready, fields: { ...filled, Tester: null } },
          { key: "TECH-1", status: ready, fields: { ...filled, Notes: null } },
        ],
      },
    });
    const { github } = product;
    github.createUser("ada", { name: "Ada *bold* [x|http://evil.example]" });
    github.createUser("reader");
    const sample = await createSampleRepository(github, { name: `acme/${kind}`, policy });
    repository = sample.name;
    github.createUser("often");
    for (const login of ["ada", "often"]) github.grant(repository, login, "write");
    github.grant(repository, "reader", "read");
    const keys = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "11"].map((number) => `STORY-${number}`);
    head = await sample.push("deploy", `${keys.join(" ")} TECH-1 all of it`);
    expect((await product.finalStatus(repository, head)).state).toBe("failure");
    await policyKnown(product, repository);
    page = `/r/${repository}/web/${head}`;
  });
  afterAll(() => product.stop());

  const open = (key: string, login = "ada") => visit(product.url, login, `${page}/fix/${key}`);

  /** What Jira has now. */
  async function field(key: string, id: string): Promise<unknown> {
    const response = await fetch(`${product.jira.url}/rest/api/2/issue/${key}`, {
      headers: { authorization: `Bearer ${product.jira.credentials.apiToken}` },
    });
    const { fields } = (await response.json()) as { fields: Record<string, unknown> };
    return fields[id];
  }

  function sentTo(path: RegExp) {
    return product.jira.requests.filter((request) => path.test(`${request.method} ${request.path}`));
  }

  test("the deploy's page leads to it, and the page offers what the policy allows and nothing else", async () => {
    const { visitor, html } = await open("STORY-1");
    expect(await (await visitor.get(page)).text()).toContain(`href="${page}/fix/STORY-1"`);
    // What one reader's page has in common with others' is kept, and this is not.
    expect((await visit(product.url, "reader", page)).html).not.toContain("/fix/STORY-1");
    const choices = choicesOf(html);
    expect([...choices.keys()]).toEqual(
      expect.arrayContaining(["Low", "Medium", "Web", "Api", "North - Oslo"]),
    );
    expect(choices.has("High")).toBe(false);
    expect(choices.has("Old")).toBe(false);
  });

  test.each<[string, string, string | readonly string[], unknown]>([
    ["a choice", "customfield_10010", "Low", { value: "Low" }],
    ["several choices", "customfield_10011", ["Web", "Api"], [{ value: "Web" }, { value: "Api" }]],
    ["a text", notes, "Look *here*", "Look *here*"],
    ["lines of text", "customfield_10014", "One\r\nTwo", "One\nTwo"],
    ["a number", "customfield_10015", "2.5", 2.5],
    ["a day", "customfield_10016", "2026-12-01", "2026-12-01"],
    ["an instant", "customfield_10017", "2026-12-01T16:30", "2026-12-01T16:30:00.000+0000"],
    ["words", "customfield_10018", "one two", ["one", "two"]],
    [
      "a choice below a choice",
      "customfield_10020",
      "North - Oslo",
      { value: "North", child: { value: "Oslo" } },
    ],
  ])("saves %s", async (_what, id, typed, expected) => {
    const { visitor, html } = await open("STORY-1");
    const form = formOf(html, id);
    const choices = choicesOf(html);
    for (const text of [typed].flat()) form.append(`v.${id}`, choices.get(text) ?? text);
    const response = await visitor.post(`${page}/fix/STORY-1`, { form });
    expect([response.status, response.headers.get("location")]).toEqual([
      303,
      expect.stringMatching(/\?requested=\d+$/),
    ]);
    const now = await field("STORY-1", id);
    if (typeof expected === "object") expect(now).toMatchObject(expected as object);
    else expect(now).toBe(expected);
  });

  test("finds a person by name, and saves them", async () => {
    const id = "customfield_10019";
    const { visitor, html } = await open("STORY-1");
    const form = formOf(html, id);
    form.set(`w.${id}`, "grace h");
    form.set("do", `find.${id}`);
    const found = await (await visitor.post(`${page}/fix/STORY-1`, { form })).text();
    expect(found).toContain("Found 1 person");
    const save = formOf(found, id);
    save.set(`w.${id}`, "grace h");
    save.set(`v.${id}`, "somebody-else");
    const other = await visitor.post(`${page}/fix/STORY-1`, { form: save });
    expect([other.status, await other.text()]).toEqual([400, expect.stringContaining("Find them again")]);
    save.set(`v.${id}`, choicesOf(found).get("Grace Hopper") ?? "");
    expect((await visitor.post(`${page}/fix/STORY-1`, { form: save })).status).toBe(303);
    expect(await field("STORY-1", id)).toMatchObject({ displayName: "Grace Hopper" });
  });

  test("tells of no people whom the issue cannot be assigned to, nor where no field takes a person", async () => {
    const id = "customfield_10019";
    const { visitor } = await open("STORY-11");
    const look = async (key: string, field: string, words: string): Promise<string> => {
      const form = new URLSearchParams({ what: "field", about: field, seen: "[]", do: `find.${field}` });
      form.set(`w.${field}`, words);
      return (await visitor.post(`${page}/fix/${key}`, { form })).text();
    };
    const found = await look("STORY-11", id, "grace");
    expect([...choicesOf(found).keys()].filter((name) => name.startsWith("Grace"))).toEqual(["Grace Hopper"]);
    const asked = sentTo(/user\//).length;
    expect(await look("STORY-11", notes, "grace")).not.toContain("Hopper");
    // Its tester is as the policy asks: nobody is to be found for it.
    expect(await look("STORY-2", id, "grace")).not.toContain("Hopper");
    expect(sentTo(/user\//)).toHaveLength(asked);
  });

  test("lets one person look for people so often, and another one all the same", async () => {
    const id = "customfield_10019";
    const { html } = await open("STORY-11", "often");
    const form = formOf(html, id);
    form.set(`w.${id}`, "Grace <H>");
    form.set("do", `find.${id}`);
    const look = async (login: string) =>
      (await open("STORY-11", login)).visitor.post(`${page}/fix/STORY-11`, { form });
    const visitor = (await open("STORY-11", "often")).visitor;
    for (let times = 0; times < 20; times++)
      expect((await visitor.post(`${page}/fix/STORY-11`, { form })).status).toBe(200);
    const asked = sentTo(/user\//).length;
    const refused = await visitor.post(`${page}/fix/STORY-11`, { form });
    const text = await refused.text();
    expect([refused.status, Number(refused.headers.get("retry-after")) > 0]).toEqual([429, true]);
    expect(text).toContain("That was often. Look again in a minute.");
    expect(text).toContain('value="Grace &lt;H&gt;"');
    expect(sentTo(/user\//)).toHaveLength(asked);
    expect((await look("ada")).status).toBe(200);
  });

  test("moves an issue, comments with the person's name and no markup of theirs, and writes it down", async () => {
    const { visitor, html } = await open("STORY-2");
    const response = await visitor.post(`${page}/fix/STORY-2`, { form: formOf(html, "11") });
    expect(response.status).toBe(303);
    expect(await field("STORY-2", "status")).toMatchObject({ name: ready });
    const [comment] = sentTo(/^POST .*STORY-2\/comment/);
    const body = JSON.stringify(comment?.body);
    expect(body).toContain(`Moved from`);
    expect(body).toContain(`${product.url}${page}`);
    if (kind === "cloud") expect(body).toContain("by @ada (Ada *bold* [x|http://evil.example])");
    else {
      expect(body).toContain(
        "by &#64;ada \\\\(Ada \\\\*bold\\\\* \\\\[x\\\\|http&#58;//evil.example\\\\]\\\\)",
      );
      expect(body).toContain(`[${product.url}${page}]`);
    }
    expect(await audited("STORY-2")).toEqual([
      { login: "ada", action: "put right in Jira", message: `Moved from "In Progress" to "${ready}"` },
    ]);
    await product.statusWhere(
      repository,
      head,
      ({ description }) => !/[5-9] issues not/.test(description ?? ""),
    );
  });

  test("asks for what a transition demands", async () => {
    const { visitor, html } = await open("STORY-3");
    const form = formOf(html, "21");
    form.set(`v.${notes}`, "Shipped <b>");
    const missing = await visitor.post(`${page}/fix/STORY-3`, { form });
    const text = await missing.text();
    expect(missing.status).toBe(400);
    expect(text).toContain("Choose a value.");
    expect(text).toContain('value="Shipped &lt;b&gt;"');
    form.set("v.resolution", choicesOf(html).get("Done") ?? "");
    expect((await visitor.post(`${page}/fix/STORY-3`, { form })).status).toBe(303);
    expect(await field("STORY-3", "resolution")).toMatchObject({ name: "Done" });
    expect(await field("STORY-3", notes)).toBe("Shipped <b>");
  });

  test("a value that the policy does not allow is not sent", async () => {
    const { visitor, html } = await open("STORY-4");
    const form = formOf(html, "customfield_10010");
    form.set("v.customfield_10010", "10102");
    const before = sentTo(/^PUT .*STORY-4/).length;
    expect((await visitor.post(`${page}/fix/STORY-4`, { form })).status).toBe(400);
    expect(sentTo(/^PUT .*STORY-4/)).toHaveLength(before);
  });

  test("a page that is out of date is answered with what changed; what was typed stays", async () => {
    const { visitor, html } = await open("STORY-5");
    product.jira.setField("STORY-5", "Risk", "Medium");
    const form = formOf(html, "customfield_10010");
    form.set("v.customfield_10010", choicesOf(html).get("Low") ?? "");
    const stale = await visitor.post(`${page}/fix/STORY-5`, { form });
    expect([stale.status, await stale.text()]).toEqual([
      409,
      expect.stringContaining("Risk is &quot;Medium&quot; now"),
    ]);
    const moved = await open("STORY-6");
    product.jira.setStatus("STORY-6", "In Review");
    const late = await visitor.post(`${page}/fix/STORY-6`, { form: formOf(moved.html, "11") });
    expect([late.status, await late.text()]).toEqual([
      409,
      expect.stringContaining("STORY-6 is &quot;In Review&quot; now"),
    ]);
    expect(sentTo(/^(PUT|POST) .*STORY-[56](\/transitions)?$/)).toEqual([]);
  });

  test("what Jira refuses is shown in its own words beside the control, with what was typed", async () => {
    const { visitor, html } = await open("STORY-7");
    const form = formOf(html, notes);
    form.set(`v.${notes}`, "x".repeat(256));
    const refused = await visitor.post(`${page}/fix/STORY-7`, { form });
    const text = await refused.text();
    expect(refused.status).toBe(422);
    expect(text).toContain("It exceeds the allowed limit of 255 characters.");
    expect(text).toContain("x".repeat(256));
    expect(await audited("STORY-7")).toEqual([]);
  });

  test("without an answer nobody says that it was written, and it is not tried again", async () => {
    const { visitor, html } = await open("STORY-8");
    product.jira.faults.add({ drop: true, sent: /customfield_10013/, path: /^PUT/ });
    const form = formOf(html, notes);
    form.set(`v.${notes}`, "My words");
    const unknown = await visitor.post(`${page}/fix/STORY-8`, { form });
    product.jira.faults.clear();
    const text = await unknown.text();
    expect(unknown.status).toBe(502);
    expect(text).toContain("Could not tell whether it was written");
    expect(text).toContain("My words");
    expect(sentTo(/^PUT .*STORY-8/)).toHaveLength(1);
    expect(await audited("STORY-8")).toMatchObject([
      { action: expect.stringContaining("without an answer") },
    ]);
  });

  test("a comment that Jira does not take is told, and the value is there", async () => {
    const { visitor, html } = await open("STORY-9");
    product.jira.faults.add({ status: 500, path: /comment/ });
    const form = formOf(html, notes);
    form.set(`v.${notes}`, "Written");
    const response = await visitor.post(`${page}/fix/STORY-9`, { form });
    product.jira.faults.clear();
    expect([response.status, await response.text()]).toEqual([
      200,
      expect.stringContaining("Jira did not take the comment"),
    ]);
    expect(await field("STORY-9", notes)).toBe("Written");
  });

  test("where Jira is away nothing is done, and what was typed is shown", async () => {
    const { visitor, html } = await open("TECH-1");
    product.jira.faults.add({ status: 400, path: /editmeta/ });
    const form = formOf(html, notes);
    form.set(`v.${notes}`, "My words");
    const away = await visitor.post(`${page}/fix/TECH-1`, { form });
    product.jira.faults.clear();
    expect([away.status, await away.text()]).toEqual([503, expect.stringContaining("My words")]);
    expect(sentTo(/^PUT .*TECH-1/)).toEqual([]);
  });

  test("an account that may not edit says so", async () => {
    product.jira.account().mayEdit = false;
    const { html } = await open("TECH-1");
    product.jira.account().mayEdit = true;
    expect(html).toContain("the service&#39;s account may not edit the issue");
  });

  test("who may not write is told so, and nothing is asked of Jira; there are no other issues", async () => {
    const { visitor, status, html } = await open("STORY-7", "reader");
    expect([status, html]).toEqual([403, expect.stringContaining("Only those who have write access")]);
    expect(await (await visitor.get(page)).text()).not.toContain("/fix/STORY-7");
    const writes = sentTo(/^(PUT|POST) .*STORY-7/).length;
    const form = new URLSearchParams({
      what: "field",
      about: notes,
      seen: "[]",
      do: "save",
      [`v.${notes}`]: "x",
    });
    expect((await visitor.post(`${page}/fix/STORY-7`, { form })).status).toBe(403);
    expect(sentTo(/^(PUT|POST) .*STORY-7/)).toHaveLength(writes);
    expect((await open("STORY-10")).status).toBe(404);
    const ada = await open("STORY-7");
    const foreign = { form, origin: "https://evil.example" };
    expect((await ada.visitor.post(`${page}/fix/STORY-7`, foreign)).status).toBe(403);
    const odd = new URLSearchParams({ what: "field", about: "../x", seen: "[]" });
    expect((await ada.visitor.post(`${page}/fix/STORY-7`, { form: odd })).status).toBe(400);
  });

  /** What was written down about an issue. */
  async function audited(key: string): Promise<{ login: string; action: string; message: string }[]> {
    const database = new pg.Client({ connectionString: product.databaseUrl });
    await database.connect();
    const { rows } = await database.query<{ login: string; action: string; message: string }>(
      "select login, action, detail->>'message' as message from audit_entry where detail->>'subject' = $1",
      [key],
    );
    await database.end();
    return rows;
  }
});
