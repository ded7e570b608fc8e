import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { generateKeyPairSync } from "node:crypto";
import {
  apiClient,
  appClient,
  appJwt,
  installationToken,
  type ApiClient,
  type JwtOptions,
} from "./api-client.js";
import { startGitHub, type LocalGitHub, type LocalRepository } from "./index.js";

let github: LocalGitHub;
let app: ApiClient;
let web: LocalRepository;
let api: LocalRepository;
let sha: string;
let installation: number;

beforeAll(async () => {
  github = await startGitHub();
  app = appClient(github);
  web = await github.createRepository({ owner: "acme", name: "web" });
  api = await github.createRepository({ owner: "acme", name: "api" });
  await github.createRepository({ owner: "other", name: "open", private: false });
  sha = await github.commit(web, { branch: "main", message: "Begin", files: { "a.txt": "a" } });
  await github.commit(api, { branch: "main", message: "Begin" });
  installation = github.installApp(web);
});

afterAll(() => github.close());

async function bot(narrowing?: Parameters<typeof installationToken>[2]): Promise<ApiClient> {
  return apiClient(github, `token ${await installationToken(github, installation, narrowing)}`);
}

describe("the app's JWT", () => {
  const foreign = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  }).privateKey;

  test.each<[string, () => JwtOptions, number]>([
    ["is accepted", () => ({}), 200],
    ["may name the client id", () => ({ issuer: github.app.clientId }), 200],
    ["signed by another key is refused", () => ({ privateKeyPem: foreign }), 401],
    ["of another app is refused", () => ({ issuer: 1 }), 404],
    ["that has expired is refused", () => ({ expiresIn: -1 }), 401],
    ["that lives longer than ten minutes is refused", () => ({ expiresIn: 3600 }), 401],
    ["from the future is refused", () => ({ issuedIn: 600 }), 401],
  ])("%s", async (_what, options, status) => {
    expect((await appClient(github, options())("GET", "/app")).status).toBe(status);
  });

  test("without a signature is refused", async () => {
    const unsigned = appJwt(github).replace(/\.[^.]+$/, ".");
    expect((await apiClient(github, `Bearer ${unsigned}`)("GET", "/app")).status).toBe(401);
  });

  test("opens no repository, and a token does not open the app's own operations", async () => {
    expect((await app("GET", "/repos/acme/web")).status).toBe(401);
    expect((await (await bot())("GET", "/app")).status).toBe(401);
    expect((await apiClient(github, null)("GET", "/app")).status).toBe(401);
  });
});

describe("an installation's token", () => {
  test("reaches what the installation covers, and writes what it may", async () => {
    const call = await bot();
    expect((await call("GET", "/repos/acme/web")).status).toBe(200);
    expect((await call("POST", `/repos/acme/web/statuses/${sha}`, { state: "success" })).status).toBe(201);
    expect((await call("POST", "/repos/acme/web/deployments", { ref: "main" })).status).toBe(403);
  });

  test("narrowed to one repository sees no other", async () => {
    for (const narrowing of [{ repository_ids: [api.id] }, { repositories: ["api"] }]) {
      const call = await bot(narrowing);
      expect((await call("GET", "/repos/acme/web")).status).toBe(404);
      expect((await call("GET", "/repos/acme/api")).status).toBe(200);
      expect((await call("GET", "/repos/other/open")).status).toBe(200);
      expect((await call("GET", "/installation/repositories")).body).toMatchObject({
        total_count: 1,
        repositories: [{ full_name: "acme/api" }],
      });
    }
  });

  test("narrowed to one permission lacks the others", async () => {
    const call = await bot({ permissions: { contents: "read" } });
    expect((await call("GET", "/repos/acme/web/contents/a.txt")).status).toBe(200);
    expect(await call("POST", `/repos/acme/web/statuses/${sha}`, { state: "success" })).toMatchObject({
      status: 403,
      body: { message: "Resource not accessible by integration" },
    });
    expect((await call("GET", "/repos/acme/web/pulls")).status).toBe(403);
  });

  test.each([
    ["a permission the installation lacks", { permissions: { contents: "write" } }],
    ["a repository it does not cover", { repositories: ["none"] }],
    ["a level that does not exist", { permissions: { contents: "all" } }],
  ])("is not given for %s", async (_what, narrowing) => {
    expect((await app("POST", `/app/installations/${installation}/access_tokens`, narrowing)).status).toBe(
      422,
    );
  });

  test("ends with its hour, with a suspension and with the installation", async () => {
    const call = await bot();
    github.expireTokens();
    expect(await call("GET", "/repos/acme/web")).toMatchObject({
      status: 401,
      body: { message: "Bad credentials" },
    });
    const one = await github.createRepository({ owner: "brief", name: "one" });
    const id = github.installApp(one);
    const brief = apiClient(github, `token ${await installationToken(github, id)}`);
    github.suspendInstallation(one);
    expect((await brief("GET", "/repos/brief/one")).status).toBe(403);
    expect((await app("POST", `/app/installations/${id}/access_tokens`)).status).toBe(403);
    github.suspendInstallation(one, false);
    expect((await brief("GET", "/repos/brief/one")).status).toBe(200);
    github.uninstallApp(one);
    expect((await brief("GET", "/repos/brief/one")).status).toBe(401);
  });

  test("is what the request log says it is, without the secret", async () => {
    const token = await installationToken(github, installation, { permissions: { contents: "read" } });
    await apiClient(github, `token ${token}`)("GET", "/repos/acme/web/contents/a.txt?ref=main");
    expect(github.requests.at(-1)).toMatchObject({
      method: "GET",
      path: "/repos/acme/web/contents/a.txt",
      status: 200,
      caller: `installation ${installation}`,
      permissions: { contents: "read", metadata: "read" },
      headers: { authorization: "token [redacted]" },
    });
    expect(github.requests.at(-1)!.query.get("ref")).toBe("main");
    expect(JSON.stringify(github.requests)).not.toContain(token);
  });
});

test("a renamed repository redirects", async () => {
  const old = await github.createRepository({ owner: "acme", name: "old" });
  github.renameRepository(old, "new");
  const call = await bot();
  const answer = await call("GET", "/repos/acme/old/pulls?state=all");
  expect(answer.status).toBe(301);
  expect(answer.headers.get("location")).toBe(`${github.apiUrl}/repos/acme/new/pulls?state=all`);
  expect(github.repository(old).fullName).toBe("acme/new");
});

describe("a person", () => {
  test("sees what they may, and writes where they may", async () => {
    const rita = github.createUser("rita");
    const call = apiClient(github, `Bearer ${rita.token}`);
    expect((await call("GET", "/repos/acme/web")).status).toBe(404);
    github.grant(web, "rita", "read");
    expect((await call("GET", "/repos/acme/web")).status).toBe(200);
    expect((await call("POST", `/repos/acme/web/statuses/${sha}`, { state: "success" })).status).toBe(403);
    github.grant(web, "rita", "write");
    expect(await call("POST", `/repos/acme/web/statuses/${sha}`, { state: "success" })).toMatchObject({
      status: 201,
      body: { creator: { login: "rita" } },
    });
  });

  test("with an unknown token is nobody", async () => {
    expect((await apiClient(github, "token ghp_none")("GET", "/meta")).status).toBe(401);
  });
});
