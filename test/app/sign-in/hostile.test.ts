import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createSampleRepository, samplePolicy, type SampleRepository } from "../sample-repository.js";
import { eventually, type Product, startProduct } from "../start-product.js";
import { Visitor } from "./visitor.js";

const policy = `${samplePolicy.replace("deploy: deploy", 'deploy: [deploy, "release/*"]')}commits:
  ignore: ["^chore: ", "^Merge "]
  any-commit: true
approvals: { by: read, not-author: true }
sign-offs: [{ name: QA, by: read }]
`;

let product: Product;
let lead: Visitor;
let repository: SampleRepository;
let count = 0;

beforeAll(async () => {
  product = await startProduct({
    signIn: true,
    jira: { issues: [{ key: "STORY-1", status: "In Progress" }] },
  });
  for (const login of ["lead", "author"]) product.github.createUser(login);
  lead = await visitorAs("lead");
});
afterAll(() => product.stop());

beforeEach(async () => {
  count++;
  repository = await createSampleRepository(product.github, { name: `hostile/web-${count}`, policy });
  for (const login of ["lead", "author"]) product.github.grant(repository.name, login, "read");
});

function visitorAs(login: string): Promise<Visitor> {
  return Visitor.signedIn(product.url, login);
}

interface Head {
  readonly sha: string;
  readonly page: string;
  /** The fingerprints of its findings about issues. */
  readonly findings: readonly string[];
  /** The digest that is signed off. */
  readonly content: string;
}

/** A head that was checked, of which the page offers all that its readers may do. */
async function checked(sha: string, visitor = lead): Promise<Head> {
  await product.finalStatus(repository.name, sha);
  const page = `/r/${repository.name}/web/${sha}`;
  let text = "";
  // The policy is remembered once its first deploy has been judged.
  await eventually("the page offers to sign off", async () => {
    text = await (await visitor.get(page)).text();
    return text.includes('name="content"');
  });
  const content = /name="content" value="(\w{64})"/.exec(text)?.[1] ?? "";
  const report = (await (await visitor.get(`${page}.json`)).json()) as {
    findings: { id: string; check: string }[];
  };
  const findings = report.findings.filter(({ check }) => check === "issue-status").map(({ id }) => id);
  return { sha, page, findings, content };
}

function approve(visitor: Visitor, { page, findings }: Head, reason = "Agreed"): Promise<Response> {
  const marked = findings.map((id): [string, string] => ["finding", id]);
  const form = new URLSearchParams([...marked, ["reason", reason], ["for", ""]]);
  return visitor.post(`${page}/approve`, { form });
}

function signOff(visitor: Visitor, { page, content }: Head, note: string): Promise<Response> {
  return visitor.post(`${page}/sign-off`, { form: new URLSearchParams({ name: "QA", content, note }) });
}

function described(sha: string, description: string): Promise<unknown> {
  return product.statusWhere(repository.name, sha, (status) => status.description === description);
}

async function answered(asking: Promise<Response>): Promise<readonly [number, string]> {
  const response = await asking;
  return [response.status, await response.text()];
}

describe("an author under not-author", () => {
  const signed = { name: "Author", email: "author@users.noreply.github.com" };

  test("may not approve what goes out beside a commit of theirs that needs no issue", async () => {
    const author = await visitorAs("author");
    await product.github.commit(repository.name, {
      branch: "deploy",
      message: "chore: nothing to see here",
      files: { "own.txt": "own\n" },
      author: signed,
    });
    const head = await checked(await repository.push("deploy", "STORY-1 by somebody else"), author);
    const [status, text] = await answered(approve(author, head));
    expect(status).toBe(403);
    expect(text).toContain("does not let an author of the deploy approve it");
    expect((await approve(lead, head)).status).toBe(303);
  });
});

describe("somebody's word for a target", () => {
  test("holds on all its branches at once, and no longer on any when it is taken back", async () => {
    const files = { "same.txt": "the same\n" };
    const one = await checked(await repository.push("deploy", "STORY-1 the same", files));
    await product.github.setBranch(repository.name, "release/1", repository.live);
    const other = await checked(
      await repository.push("release/1", "STORY-1 the same, in other words", files),
    );
    expect(other.sha).not.toBe(one.sha);
    expect(other.findings).toEqual(one.findings);

    expect((await approve(lead, one)).status).toBe(303);
    for (const { sha } of [one, other]) await described(sha, "1 sign-off missing");
    expect((await signOff(lead, one, "")).status).toBe(303);
    for (const { sha } of [one, other])
      await described(sha, "OK to deploy: 1 issue, 1 commit, 1 exception approved");
    const form = new URLSearchParams({ finding: one.findings[0] ?? "" });
    expect((await lead.post(`${one.page}/withdraw`, { form })).status).toBe(303);
    for (const { sha } of [one, other])
      await eventually("it is red again", () => {
        const last = product.github.statuses(repository.name, sha).at(-1);
        return last?.description === "1 issue not Ready to Deploy";
      });
  });

  test("is found by the next sweep where nobody could ask for another check any more", async () => {
    const head = await checked(await repository.push("deploy", "STORY-1 work"));
    await approve(lead, head);
    await described(head.sha, "1 sign-off missing");
    await product.restart(async () => {
      const database = new pg.Client({ connectionString: product.databaseUrl });
      await database.connect();
      await database.query(
        "update approval set withdrawn_at = now(), withdrawn_by = 'lead' where repository_id = $1",
        [product.github.repository(repository.name).id],
      );
      await database.end();
    });
    await eventually("it is red again", () => {
      const last = product.github.statuses(repository.name, head.sha).at(-1);
      return last?.description === "1 issue not Ready to Deploy, 1 sign-off missing";
    });
  });
});

describe("what somebody wrote", () => {
  test("is shown again where GitHub cannot say whether they may", async () => {
    const head = await checked(await repository.push("deploy", "STORY-1 work"));
    product.github.faults.add({
      match: { path: /\/collaborators\// },
      then: { status: 401, body: { message: "Bad credentials" } },
    });
    try {
      const [approved, reason] = await answered(approve(lead, head, "My long <reason>"));
      expect(approved).toBe(503);
      expect(reason).toContain("GitHub cannot be asked at the moment");
      expect(reason).toContain("My long &lt;reason&gt;");
      const [signed, note] = await answered(signOff(lead, head, "My long note"));
      expect(signed).toBe(503);
      expect(note).toContain("My long note");
    } finally {
      product.github.faults.clear();
    }
    expect((await approve(lead, head)).status).toBe(303);
  });

  test("is shown again where their session is over", async () => {
    const head = await checked(await repository.push("deploy", "STORY-1 work"));
    const [status, text] = await answered(approve(new Visitor(product.url), head, "My long reason"));
    expect(status).toBe(401);
    expect(text).toContain("My long reason");
    expect(text).toContain(`href="/login?return_to=${encodeURIComponent(head.page)}"`);
  });

  test("may hold the character zero, which no database takes", async () => {
    const head = await checked(await repository.push("deploy", "STORY-1 work"));
    expect((await signOff(lead, head, "be\0fore")).status).toBe(303);
    expect((await approve(lead, head, "be\0fore")).status).toBe(303);
    await described(head.sha, "OK to deploy: 1 issue, 1 commit, 1 exception approved");
    const log = await (await lead.get(`/audit/${repository.name}`)).text();
    expect(log.match(/before/g)).toHaveLength(2);
  });
});

describe("a form that is none of ours", () => {
  test.each([
    ["approve", 520],
    ["sign-off", 40],
    ["responsible", 40],
  ])("for %s, of %i kB, is refused in words", async (path, kilobytes) => {
    const form = new URLSearchParams({ reason: "x".repeat(kilobytes * 1024) });
    const at = `/r/${repository.name}/web/${"a".repeat(40)}/${path}`;
    const [status, text] = await answered(lead.post(at, { form }));
    expect(status).toBe(413);
    expect(text).toContain("larger than any form of this site");
  });

  test("names and values that mean something to JavaScript or to a database mean nothing", async () => {
    const head = await checked(await repository.push("deploy", "STORY-1 work"));
    const reason: [string, string][] = [
      ["reason", "r"],
      ["for", ""],
    ];
    const forms: readonly (readonly [path: string, form: [string, string][], status: number])[] = [
      ["approve", [["__proto__", "x"], ["constructor", "x"], ["finding", "__proto__"], ...reason], 400],
      ["approve", [["finding[]", head.findings[0] ?? ""], ...reason], 400],
      ["sign-off/withdraw", [["id", "9".repeat(15)]], 409],
      [
        "sign-off",
        [
          ["name", "__proto__"],
          ["content", head.content],
        ],
        403,
      ],
    ];
    for (const [path, form, status] of forms)
      expect((await lead.post(`${head.page}/${path}`, { form: new URLSearchParams(form) })).status).toBe(
        status,
      );
    const queries = ["q=%00", "sort=constructor", "group=__proto__", "as=__proto__", "commits-__proto__=2"];
    for (const query of queries) expect((await lead.get(`${head.page}?${query}`)).status).toBe(200);
    const addresses = [
      `/audit/${repository.name}?person=%00&target=__proto__&before=${"9".repeat(18)}`,
      `/r/${repository.name}/web/history?before=${"9".repeat(18)}`,
      "/search?q=%00__proto__%ED%A0%80",
    ];
    for (const address of addresses) expect((await lead.get(address)).status).toBe(200);
  });
});

describe("somebody who is called otherwise by now", () => {
  test("is who they were; whoever took the old login is nobody here", async () => {
    const { github } = product;
    github.createUser("old-name", { name: "Somebody" });
    github.grant(repository.name, "old-name", "read");
    const visitor = await visitorAs("old-name");
    github.renameUser("old-name", "new-name");
    github.createUser("old-name");
    const head = await checked(await repository.push("deploy", "STORY-1 work"), visitor);
    expect((await approve(visitor, head)).status).toBe(303);
    expect((await (await visitorAs("old-name")).get(head.page)).status).toBe(404);
    const log = await (await visitor.get(`/audit/${repository.name}`)).text();
    expect(log).toContain("new-name");
    expect(log).not.toContain("old-name");
  });
});

describe("what a browser keeps", () => {
  test("no page of somebody who signed in, and nothing once they have signed out", async () => {
    const visitor = await visitorAs("lead");
    const { page } = await checked(await repository.push("deploy", "STORY-1 work"));
    for (const path of ["/", page, `${page}.json`, `/audit/${repository.name}/lines.csv`])
      expect((await visitor.get(path)).headers.get("cache-control")).toBe("no-store");
    const out = await visitor.post("/logout");
    expect([out.status, out.headers.get("clear-site-data")]).toEqual([303, '"cache"']);
  });
});
