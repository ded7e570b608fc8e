import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createHash } from "node:crypto";
import { apiClient } from "./api-client.js";
import { startGitHub, type LocalGitHub } from "./index.js";

const callback = "http://localhost:3000/auth/callback";
const verifier = "a-verifier-of-at-least-forty-three-characters-123";
const challenge = createHash("sha256").update(verifier).digest("base64url");

let github: LocalGitHub;

beforeAll(async () => {
  github = await startGitHub();
  github.createUser("ada");
  github.createUser("<b>");
});

afterAll(() => github.close());

function authorizeUrl(extra: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams({
    client_id: github.app.clientId,
    redirect_uri: callback,
    state: "s&1",
    code_challenge: challenge,
    code_challenge_method: "S256",
    ...extra,
  });
  return `${github.url}/login/oauth/authorize?${query.toString()}`;
}

async function code(): Promise<string> {
  const response = await fetch(authorizeUrl({ login: "ada" }), { redirect: "manual" });
  const target = new URL(response.headers.get("location")!);
  expect(target.searchParams.get("state")).toBe("s&1");
  expect(target.href.startsWith(callback)).toBe(true);
  return target.searchParams.get("code")!;
}

async function exchange(fields: Readonly<Record<string, string>>): Promise<Record<string, unknown>> {
  const response = await fetch(`${github.url}/login/oauth/access_token`, {
    method: "POST",
    headers: { accept: "application/json" },
    body: new URLSearchParams({
      client_id: github.app.clientId,
      client_secret: github.app.clientSecret,
      ...fields,
    }),
  });
  return (await response.json()) as Record<string, unknown>;
}

describe("signing in", () => {
  test("offers the people there are, escaped", async () => {
    const page = await (await fetch(authorizeUrl())).text();
    expect(page).toContain("login=ada");
    expect(page).not.toContain("<b>");
  });

  test("gives a token that expires and can be refreshed once", async () => {
    const granted = await exchange({ code: await code(), redirect_uri: callback, code_verifier: verifier });
    expect(granted).toMatchObject({ token_type: "bearer", expires_in: 28_800 });
    const ada = apiClient(github, `Bearer ${String(granted["access_token"])}`);
    expect((await ada("GET", "/user")).body).toMatchObject({ login: "ada" });
    const refresh = { grant_type: "refresh_token", refresh_token: String(granted["refresh_token"]) };
    expect(await exchange(refresh)).toHaveProperty("access_token");
    expect(await exchange(refresh)).toMatchObject({ error: "bad_refresh_token" });
  });

  test.each([
    ["another verifier", { code_verifier: "another" }, "bad_verification_code"],
    ["no verifier", {}, "bad_verification_code"],
    ["another secret", { code_verifier: verifier, client_secret: "x" }, "incorrect_client_credentials"],
    [
      "another callback",
      { code_verifier: verifier, redirect_uri: "http://evil.example/" },
      "redirect_uri_mismatch",
    ],
  ])("refuses %s", async (_what, fields, error) => {
    expect(await exchange({ code: await code(), ...fields })).toMatchObject({ error });
  });

  test("refuses a code that was used", async () => {
    const used = await code();
    await exchange({ code: used, code_verifier: verifier });
    expect(await exchange({ code: used, code_verifier: verifier })).toMatchObject({
      error: "bad_verification_code",
    });
  });
});
