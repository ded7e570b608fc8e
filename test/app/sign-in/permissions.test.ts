import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createProgressBoard } from "../../../src/deploys/progress-board.js";
import { createWeb, type WebParts } from "../../../src/web/create-web.js";
import type { SignInParts } from "../../../src/web/sign-in/sign-in-parts.js";
import { fakeParts } from "../../web/fake-parts.js";
import { createSampleRepository, samplePolicy } from "../sample-repository.js";
import { eventually, type Product, startProduct } from "../start-product.js";
import { Visitor } from "./visitor.js";

/** Who asks: not signed in; no access to the repository; permissions there; read, and in the team that approves. */
const askers = ["nobody", "stranger", "reader", "writer", "admin", "member"] as const;
type Asker = (typeof askers)[number];

const policy = `${samplePolicy.replace("projects: [STORY, TECH]", "projects: [STORY, TECH]\n  fixes: true")}approvals:
  by: { teams: [release] }
sign-offs:
  - { name: QA, by: { teams: [release] } }
`;

let product: Product;
let repository: string;
let head: string;
let bystander: string;
const visitors = new Map<Asker, Visitor>();
/** What the forms of the page hold: a finding that may be approved, and the content that is signed off. */
let finding: string;
let content: string;

beforeAll(async () => {
  product = await startProduct({
    signIn: true,
    jira: { issues: [{ key: "STORY-1", status: "In Progress" }] },
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
  const sample = await createSampleRepository(github, { name: "matrix/web", policy });
  const other = await createSampleRepository(github, { name: "matrix/other" });
  repository = sample.name;
  bystander = other.name;
  for (const login of ["stranger", "reader", "writer", "admin", "member"]) github.createUser(login);
  github.createTeam("matrix", "release", ["member"]);
  github.grant(repository, "reader", "read");
  github.grant(repository, "member", "read");
  github.grant(repository, "writer", "write");
  github.grant(repository, "admin", "admin");
  await other.push("deploy", "STORY-1 elsewhere");
  head = await sample.push("deploy", "STORY-1 work");
  await product.finalStatus(repository, head);
  for (const asker of askers) {
    const visitor = new Visitor(product.url);
    if (asker !== "nobody") await visitor.signIn(asker);
    visitors.set(asker, visitor);
  }
  let text = "";
  // The policy is remembered once its first deploy has been judged.
  await eventually("the page offers to sign off", async () => {
    text = await (await visitorOf("member").get(pathOf(":head"))).text();
    return text.includes('name="content"');
  });
  content = /name="content" value="(\w{64})"/.exec(text)?.[1] ?? "";
  finding = /name="finding" value="(\w{64})"/.exec(text)?.[1] ?? "";
});
afterAll(() => product.stop());

function visitorOf(asker: Asker): Visitor {
  const visitor = visitors.get(asker);
  if (visitor === undefined) throw new Error(`${asker} has not come`);
  return visitor;
}

function pathOf(path: string): string {
  return path
    .replace(":head", `/r/${repository}/web/${head}`)
    .replace(":repository", repository)
    .replace(":bystander", bystander);
}

/** What each of the askers is answered, in the order of {@link askers}. */
type Answers = readonly [number, number, number, number, number, number];

const pages: readonly (readonly [path: string, answers: Answers])[] = [
  ["/", [302, 200, 200, 200, 200, 200]],
  ["/search?q=STORY-1", [302, 200, 200, 200, 200, 200]],
  ["/r/:repository", [302, 404, 200, 200, 200, 200]],
  ["/r/:repository/web", [302, 404, 200, 200, 200, 200]],
  ["/r/:repository/web.json", [401, 404, 200, 200, 200, 200]],
  ["/r/:repository/web?display=wall", [302, 404, 200, 200, 200, 200]],
  ["/r/:repository/web/history", [302, 404, 200, 200, 200, 200]],
  ["/audit/:repository", [302, 404, 200, 200, 200, 200]],
  ["/audit/:repository/lines.csv", [302, 404, 200, 200, 200, 200]],
  [":head", [302, 404, 200, 200, 200, 200]],
  [":head.json", [401, 404, 200, 200, 200, 200]],
  [":head/events?seen=0123456789abcdef", [302, 404, 200, 200, 200, 200]],
  [":head/fix/STORY-1", [302, 404, 403, 200, 200, 403]],
  ["/metrics", [401, 404, 404, 404, 404, 404]],
  ["/r/:repository/other", [302, 404, 404, 404, 404, 404]],
  ["/r/:bystander", [302, 404, 404, 404, 404, 404]],
  ["/r/:bystander/web", [302, 404, 404, 404, 404, 404]],
  ["/audit/:bystander", [302, 404, 404, 404, 404, 404]],
  ["/r/no/such", [302, 404, 404, 404, 404, 404]],
  ["/healthz", [200, 200, 200, 200, 200, 200]],
  ["/login", [200, 303, 303, 303, 303, 303]],
];

/** In an order in which each finds what it is about. */
const actions: readonly (readonly [path: string, form: () => Record<string, string>, answers: Answers])[] = [
  [":head/recheck", () => ({}), [401, 404, 403, 303, 303, 403]],
  [":head/approve", () => ({ finding, reason: "Agreed", for: "" }), [401, 404, 403, 403, 403, 303]],
  [":head/withdraw", () => ({ finding }), [401, 404, 403, 403, 403, 303]],
  [":head/sign-off", () => ({ name: "QA", content, note: "" }), [401, 404, 403, 403, 403, 303]],
  [":head/sign-off/withdraw", () => ({ id: "1" }), [401, 404, 403, 403, 403, 303]],
  [":head/responsible", () => ({}), [401, 404, 403, 303, 303, 403]],
  [":head/responsible/lay-down", () => ({}), [401, 404, 403, 303, 303, 403]],
  // From a page that showed another status: nothing is moved.
  [
    ":head/fix/STORY-1",
    () => ({ what: "move", about: "31", seen: "Elsewhere" }),
    [401, 404, 403, 409, 409, 403],
  ],
];

/** Sign-in itself, and what is everybody's. */
const forAll = new Set([
  "GET /assets/:name",
  "GET /auth/callback",
  "GET /login/github",
  "GET /logout",
  "POST /logout",
  "GET /readyz",
]);

test("nothing that the site answers is left out here", () => {
  // All that a service can be built with: a part that brings routes of its own has to be named here first.
  const parts: { readonly [Part in keyof Required<WebParts>]: WebParts[Part] } = {
    ...fakeParts({}),
    progress: createProgressBoard(),
    metrics: () => Promise.resolve({ contentType: "text/plain", body: "" }),
    signIn: {} as SignInParts,
    people: undefined,
    stopping: undefined,
    ready: undefined,
    logger: undefined,
    version: undefined,
  };
  const { routes } = createWeb(parts);
  expect(routes.filter(({ method }) => method !== "GET" && method !== "POST" && method !== "ALL")).toEqual(
    [],
  );
  const asked = [
    ...pages.map(([path]) => `GET ${pathOf(path).replace(/\?.*/, "")}`),
    ...actions.map(([path]) => `POST ${pathOf(path)}`),
  ];
  const forgotten = routes
    // A guard is for all.
    .filter(({ method }) => method !== "ALL")
    .map(({ method, path }) => `${method} ${path}`)
    .filter((route) => !forAll.has(route))
    .filter((route) => {
      const pattern = new RegExp(`^${route.replace(/:[a-z]+/gi, "[^/]+")}$`);
      return !asked.some((one) => pattern.test(one));
    });
  expect(forgotten).toEqual([]);
});

describe("who may see what", () => {
  test.each(pages)("%s", async (path, answers) => {
    const given = await Promise.all(
      askers.map(async (asker) => {
        const answer = await visitorOf(asker).get(pathOf(path));
        await answer.body?.cancel();
        return answer.status;
      }),
    );
    expect(given).toEqual(answers);
  });

  test.each(["/", "/search?q=STORY-1"])(
    "%s names only repositories that the reader may see",
    async (path) => {
      const named = await Promise.all(
        (["stranger", "reader"] as const).map(async (asker) => {
          const text = await (await visitorOf(asker).get(path)).text();
          return [text.includes(repository), text.includes(bystander)];
        }),
      );
      expect(named).toEqual([
        [false, false],
        [true, false],
      ]);
    },
  );

  test("what is not theirs looks like what is not there", async () => {
    const stranger = visitorOf("stranger");
    const [theirs, nowhere] = await Promise.all(
      [pathOf(":head"), `/r/no/such/web/${head}`].map(async (path) => {
        const answer = await stranger.get(path);
        return { text: await answer.text(), type: answer.headers.get("content-type") };
      }),
    );
    expect(theirs).toEqual(nowhere);
  });
});

describe("who may do what", () => {
  test.each(actions)("%s", async (path, form, answers) => {
    const given: number[] = [];
    for (const asker of askers) {
      const answer = await visitorOf(asker).post(pathOf(path), { form: new URLSearchParams(form()) });
      given.push(answer.status);
    }
    expect(given).toEqual(answers);
  });

  test.each(actions)("%s from a page of another site is refused to everybody", async (path, form) => {
    for (const asker of ["nobody", "admin", "member"] as const) {
      const answer = await visitorOf(asker).post(pathOf(path), {
        form: new URLSearchParams(form()),
        origin: "https://evil.example.com",
      });
      expect(answer.status).toBe(403);
    }
  });
});
