import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { OnCallUnknown } from "../../src/access/ports/on-call-source.js";
import { createOnCallSource } from "../../src/on-call/create-on-call-source.js";

const repository = { id: 1, owner: "Acme", name: "web", installationId: 1, defaultBranch: "main" };
const begin = Date.parse("2026-11-20T12:00:00Z");

let server: Server;
let origin: string;
let asked: { readonly path: string; readonly authorization: string | undefined }[];
let answer: RequestListener;
let now: number;

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push({ path: request.url ?? "", authorization: request.headers.authorization });
    answer(request, response);
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  origin = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  asked = [];
  now = begin;
  answer = says({ users: [{ login: "ada" }] });
});

function says(value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): RequestListener {
  const body = typeof value === "string" ? value : JSON.stringify(value);
  return (_request, response) => response.writeHead(status, headers).end(body);
}

function source(repositories: readonly string[] | null = null, url = `http://${origin}/now?team=web`) {
  return createOnCallSource({
    addresses: [{ name: "eu-primary", url, repositories }],
    clock: { now: () => new Date(now) },
    limits: { totalMs: 300, bytes: 2_000 },
  });
}

async function unknown(asking: Promise<unknown>): Promise<string> {
  const error: unknown = await asking.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(OnCallUnknown);
  return error instanceof OnCallUnknown ? error.message : "";
}

describe("who is on call", () => {
  test("is read with names, logins and until when; whose time is over is left out", async () => {
    answer = says({
      users: [
        { login: "@ada", name: " Ada ", until: "2026-11-20T18:00:00+02:00", team: "web" },
        { name: "Grace" },
        { login: "linus", name: null, until: null },
        { login: "gone", until: "2026-11-20T11:59:59Z" },
      ],
    });
    expect(await source().read("EU_PRIMARY", repository)).toEqual({
      people: [
        { login: "ada", name: "Ada", until: "2026-11-20T18:00:00+02:00" },
        { login: null, name: "Grace", until: null },
        { login: "linus", name: null, until: null },
      ],
      askedAt: "2026-11-20T12:00:00.000Z",
    });
  });

  test("is asked with the address's own credentials, once a minute however many want to know", async () => {
    const one = source(null, `http://rota:p%40ss@${origin}/now?team=web`);
    await Promise.all([one.read("eu-primary", repository), one.read("eu-primary", repository)]);
    now += 59_000;
    await one.read("eu-primary", repository);
    const authorization = `Basic ${Buffer.from("rota:p@ss").toString("base64")}`;
    expect(asked).toEqual([{ path: "/now?team=web", authorization }]);
    now += 1_000;
    await one.read("eu-primary", repository);
    expect(asked).toHaveLength(2);
  });

  test("is asked again soon after it could not be told, and not by everybody", async () => {
    const one = source();
    answer = says("", 503);
    await unknown(one.read("eu-primary", repository));
    answer = says({ users: [] });
    await unknown(one.read("eu-primary", repository));
    now += 15_000;
    expect((await one.read("eu-primary", repository)).people).toEqual([]);
    expect(asked).toHaveLength(2);
  });

  test.each<[string, RequestListener, string]>([
    ["an error", says("secret", 500), "it answered 500"],
    ["a redirect", says("", 302, { location: "http://169.254.169.254/" }), "it answered 302"],
    ["no JSON", says("<html>"), "its answer is not of the form that is asked for"],
    ["other JSON", says([{ login: "ada" }]), "its answer is not of the form that is asked for"],
    [
      "nameless people",
      says({ users: [{ until: null }] }),
      "its answer is not of the form that is asked for",
    ],
    [
      "a login that is none",
      says({ users: [{ login: "a b" }] }),
      "its answer is not of the form that is asked for",
    ],
    ["an answer without end", says("x".repeat(3_000)), "its answer is larger than"],
    ["silence", () => undefined, "no answer within 0.3 s"],
  ])("%s is not knowing", async (_what, given, words) => {
    answer = given;
    const message = await unknown(source().read("eu-primary", repository));
    expect(message).toContain(`Cannot ask eu-primary who is on call: ${words}`);
    expect(message).not.toMatch(/127\.0\.0\.1|team=web/);
  });

  test("is not asked where nothing is set up, or for another's policy", async () => {
    expect(await unknown(source().read("other", repository))).toBe(
      "Who is on call is not configured: ON_CALL_OTHER_URL is not set",
    );
    expect(await unknown(source(["acme/api"]).read("eu-primary", repository))).toBe(
      "Who is on call by eu-primary is not for this repository: ON_CALL_EU_PRIMARY_REPOSITORIES does not name Acme/web",
    );
    expect(asked).toEqual([]);
    await source(["acme/*"]).read("eu-primary", repository);
    expect(asked).toHaveLength(1);
  });
});
