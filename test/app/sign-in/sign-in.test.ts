import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createSampleRepository } from "../sample-repository.js";
import { type Product, startProduct } from "../start-product.js";
import { agree, Visitor } from "./visitor.js";

const readToken = "a-read-token-of-a-deploy-tool";
const people = ["stranger", "reader", "writer", "admin"] as const;

let product: Product;
let page: string;

beforeAll(async () => {
  const sha256 = createHash("sha256").update(readToken).digest("hex");
  product = await startProduct({
    signIn: true,
    jira: { issues: [{ key: "STORY-1", status: "Ready to Deploy" }] },
    environment: {
      API_TOKENS: `deploy-tool:${sha256}`,
      SESSION_SECRET: "a secret of the sessions, long enough",
    },
  });
  const { github } = product;
  for (const login of people) github.createUser(login);
  const repository = await createSampleRepository(github, { name: "acme/web" });
  await createSampleRepository(github, { name: "acme/hidden" });
  github.grant("acme/web", "reader", "read");
  github.grant("acme/web", "writer", "write");
  github.grant("acme/web", "admin", "admin");
  const head = await repository.push("deploy", "STORY-1 one");
  await product.finalStatus(repository.name, head);
  page = `/r/acme/web/web/${head}`;
});
afterAll(() => product.stop());

function visitorAs(login: string): Promise<Visitor> {
  return Visitor.signedIn(product.url, login);
}

describe("signing in", () => {
  test("leads to GitHub with state and PKCE, and back to the page that was asked for", async () => {
    const visitor = new Visitor(product.url);
    const asked = await visitor.get(page);
    expect(asked.status).toBe(302);
    expect(asked.headers.get("location")).toBe(`/login?return_to=${encodeURIComponent(page)}`);
    expect(await (await visitor.get(asked.headers.get("location") ?? "")).text()).toContain(
      "Sign in with GitHub",
    );

    const start = await visitor.get(`/login/github?return_to=${encodeURIComponent(page)}`);
    const location = new URL(start.headers.get("location") ?? "");
    expect(`${location.origin}${location.pathname}`).toBe(`${product.github.url}/login/oauth/authorize`);
    expect(Object.fromEntries(location.searchParams)).toEqual({
      client_id: product.github.app.clientId,
      redirect_uri: `${product.url}/auth/callback`,
      state: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: "S256",
    });
    const back = await visitor.comeBack(await agree(location.href, "reader"));
    expect([back.status, back.headers.get("location")]).toEqual([303, page]);

    const shown = await visitor.get(page);
    expect(shown.status).toBe(200);
    const text = await shown.text();
    expect(text).toContain("OK to deploy: 1 issue, 1 commit");
    expect(text).toMatch(/Signed in as .*reader/s);
  });

  test("keeps nothing of GitHub's in the browser, in a cookie that scripts and other sites' forms do not get", async () => {
    const visitor = await visitorAs("reader");
    expect([...visitor.cookies.keys()]).toEqual(["session"]);
    const set = visitor.setCookies.findLast((cookie) => cookie.startsWith("session=")) ?? "";
    expect(set).toMatch(/HttpOnly/);
    expect(set).toMatch(/SameSite=Lax/);
    expect(set).toMatch(/Max-Age=86400/);
    expect(visitor.setCookies.join()).not.toMatch(/ghu_|ghr_|gho_/);
  });

  test("gives another session each time, and the one before ends", async () => {
    const visitor = await visitorAs("reader");
    const before = visitor.clone();
    expect((await before.get(page)).status).toBe(200);
    await visitor.signIn("reader");
    expect(visitor.cookies.get("session")).not.toBe(before.cookies.get("session"));
    expect((await before.get(page)).status).toBe(302);
  });

  test.each<[string, (visitor: Visitor, location: string) => Promise<Response>]>([
    ["another browser", (_visitor, location) => new Visitor(product.url).comeBack(location)],
    [
      "another state",
      (visitor, location) => visitor.comeBack(location.replace(/state=[^&]+/, `state=${"A".repeat(43)}`)),
    ],
    [
      "no code",
      (visitor, location) => visitor.comeBack(location.replace(/code=[^&]+/, "error=access_denied")),
    ],
    [
      "a code that was made up",
      (visitor, location) => visitor.comeBack(location.replace(/code=[^&]+/, "code=1234")),
    ],
    [
      "a code that was used already",
      async (visitor, location) => {
        const again = visitor.clone();
        await visitor.comeBack(location);
        return again.comeBack(location);
      },
    ],
  ])("is refused with words and without a session: %s", async (_how, comeBack) => {
    const visitor = new Visitor(product.url);
    const start = await visitor.get("/login/github");
    const response = await comeBack(visitor, await agree(start.headers.get("location") ?? "", "admin"));
    expect(response.status).toBe(400);
    expect(response.headers.getSetCookie().join()).not.toContain("session=");
    expect(await response.text()).toContain('role="alert"');
  });

  test("never leads to another site", async () => {
    const visitor = new Visitor(product.url);
    const back = await visitor.signIn("reader", "//evil.example/r/acme/web");
    expect(back.headers.get("location")).toBe("/");
  });

  test("says so while GitHub is away", async () => {
    const visitor = new Visitor(product.url);
    const start = await visitor.get("/login/github");
    const location = await agree(start.headers.get("location") ?? "", "admin");
    const mend = product.github.faults.add({
      match: { path: /login\/oauth\/access_token/ },
      then: { status: 502, body: "" },
    });
    const response = await visitor.comeBack(location);
    mend();
    expect(response.status).toBe(503);
    expect(await response.text()).toContain("GitHub does not answer");
  });

  test("ends at sign-out, which is a form's doing and no link's", async () => {
    const visitor = await visitorAs("reader");
    const kept = visitor.clone();
    expect((await visitor.get("/logout")).status).toBe(200);
    expect((await visitor.get(page)).status).toBe(200);
    expect((await visitor.post("/logout", { origin: "https://evil.example" })).status).toBe(403);
    expect((await visitor.get(page)).status).toBe(200);
    expect((await visitor.post("/logout")).status).toBe(303);
    expect((await kept.get(page)).status).toBe(302);
  });

  test("ends when the person takes the permission back on GitHub", async () => {
    const visitor = await visitorAs("writer");
    expect((await visitor.get(page)).status).toBe(200);
    product.github.revokeAuthorization("writer");
    await product.github.idle();
    expect((await visitor.get(page)).status).toBe(302);
  });
});

describe("who may see and do what", () => {
  const pages = () => ["/r/acme/web", "/r/acme/web/web", page, `${page}.json`, "/r/acme/web/web.json"];

  test.each(["reader", "writer", "admin"])("%s: all pages of the repository", async (login) => {
    const visitor = await visitorAs(login);
    for (const path of pages()) expect([path, (await visitor.get(path)).status]).toEqual([path, 200]);
    // Asking for another check takes more than reading.
    const mayWrite = login !== "reader";
    expect((await (await visitor.get(page)).text()).includes("/recheck")).toBe(mayWrite);
    const recheck = await visitor.post(`${page}/recheck`);
    expect(recheck.status).toBe(mayWrite ? 303 : 403);
    expect(await (await visitor.get("/")).text()).toContain("acme/web");
  });

  test("a stranger: what is there looks like what is not", async () => {
    const visitor = await visitorAs("stranger");
    const bodies = new Set<string>();
    const elsewhere = ["/r/acme/nothing", "/r/nobody/web/web", "/r/acme/hidden", "/nowhere"];
    for (const path of [...pages().filter((one) => !one.endsWith(".json")), ...elsewhere]) {
      const response = await visitor.get(path);
      expect([path, response.status]).toEqual([path, 404]);
      bodies.add(await response.text());
    }
    expect(bodies.size).toBe(1);
    expect((await visitor.post(`${page}/recheck`)).status).toBe(404);
    const home = await (await visitor.get("/")).text();
    expect(home).not.toContain("acme");
    expect(home).toMatch(/none that .*stranger.* may read/s);
  });

  test("nobody who has not signed in, whatever they ask for", async () => {
    const visitor = new Visitor(product.url);
    for (const path of ["/", "/r/acme/web", page, "/r/acme/nothing", "/nowhere"]) {
      expect([path, (await visitor.get(path)).status]).toEqual([path, 302]);
    }
    for (const path of [`${page}.json`, "/r/acme/nothing/web.json", "/metrics"]) {
      expect([path, (await visitor.get(path)).status]).toEqual([path, 401]);
    }
    expect((await visitor.post(`${page}/recheck`)).status).toBe(401);
    expect((await visitor.get("/healthz")).status).toBe(200);
  });

  test("a program with a read token: reports and figures, and nothing else", async () => {
    const visitor = new Visitor(product.url);
    const bearer = { authorization: `Bearer ${readToken}` };
    const report = await visitor.get(`${page}.json`, bearer);
    expect(await report.json()).toMatchObject({ state: "success", repository: "acme/web" });
    expect((await visitor.get("/metrics", bearer)).status).toBe(200);
    expect((await visitor.get(page, bearer)).status).toBe(302);
    for (const authorization of [
      "Bearer x",
      "Bearer ",
      `Basic ${readToken}`,
      `Bearer ${readToken} `.repeat(2),
    ])
      expect((await visitor.get(`${page}.json`, { authorization })).status).toBe(401);
  });

  test("figures of all repositories are no reader's business", async () => {
    expect((await (await visitorAs("admin")).get("/metrics")).status).toBe(404);
  });

  test("who is no member any more sees nothing a minute later, and may do nothing at once", async () => {
    const { github } = product;
    github.createUser("leaver");
    github.grant("acme/web", "leaver", "write");
    const visitor = await visitorAs("leaver");
    expect((await visitor.get(page)).status).toBe(200);
    github.grant("acme/web", "leaver", null);
    expect((await visitor.post(`${page}/recheck`)).status).toBe(404);
    expect((await visitor.get(page)).status).toBe(404);
  });

  test("who may not write any more is refused another check at once", async () => {
    const { github } = product;
    github.createUser("demoted");
    github.grant("acme/web", "demoted", "write");
    const visitor = await visitorAs("demoted");
    expect(await (await visitor.get(page)).text()).toContain("/recheck");
    github.grant("acme/web", "demoted", "read");
    const refused = await visitor.post(`${page}/recheck`);
    expect(refused.status).toBe(403);
    expect(await refused.text()).toContain("may write to the repository");
    expect(await (await visitor.get(page)).text()).not.toContain("/recheck");
  });

  test("while GitHub cannot tell, nothing is shown", async () => {
    const { github } = product;
    github.createUser("patient");
    github.grant("acme/web", "patient", "read");
    const visitor = await visitorAs("patient");
    const mend = github.faults.add({
      match: { path: /collaborators/ },
      then: { status: 500, body: { message: "No" } },
    });
    const refused = await visitor.get(page);
    const home = await (await visitor.get("/")).text();
    mend();
    expect(refused.status).toBe(503);
    expect(await refused.text()).toContain("GitHub does not answer");
    expect(home).not.toContain("acme");
    expect(home).toContain("some of your repositories may be missing");
    expect((await visitor.get(page)).status).toBe(200);
  });

  test("everything said to GitHub is as published", () => {
    expect(product.github.violations).toEqual([]);
  });
});
