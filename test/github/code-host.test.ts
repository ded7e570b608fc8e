import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { dueForRedelivery } from "../../src/github/hook-deliveries.js";
import { ok, scriptedGitHub, type ScriptedGitHub, web } from "./scripted-github.js";

let github: ScriptedGitHub;
beforeEach(async () => (github = await scriptedGitHub()));
afterEach(() => github.close());

const sha = "a".repeat(40);
const contents = /\/repos\/acme\/web\/contents\//;
const text = "version: 1\n# é 🚀\n";
const file = {
  type: "file",
  encoding: "base64",
  content: Buffer.from(text).toString("base64").replace(/.{8}/g, "$&\n"),
  sha: "b".repeat(40),
};

describe("policy files", () => {
  test("are read from the default branch without naming it, so that no tag of its name gets in between", async () => {
    github.say(contents, ok(file));
    expect(await github.host.policyFile(web, "main")).toEqual({ ref: "main", sha: file.sha, text });
    expect(github.asked.map(({ path }) => path)).toEqual([
      "/repos/acme/web/contents/.github/pre-deploy-checker.yml",
    ]);
  });

  test("are read at a commit", async () => {
    github.say(contents, ok(file));
    expect(await github.host.policyFile(web, sha)).toEqual({ ref: sha, sha: file.sha, text });
    expect(github.asked[0]?.path).toMatch(new RegExp(`\\?ref=${sha}$`));
  });

  test("that did not change cost nothing", async () => {
    github.say(contents, ok(file, { etag: '"v1"' }), { status: 304 });
    const first = await github.host.policyFile(web, "main");
    expect(await github.host.policyFile(web, "main")).toEqual(first);
    expect(github.asked[1]?.headers["if-none-match"]).toBe('"v1"');
  });

  test("that are not there are none, where the repository is", async () => {
    github.say(/\/repos\/acme\/web$/, ok({ id: 1 }));
    expect(await github.host.policyFile(web, "main")).toBeNull();
  });

  test("of a repository that is out of reach cannot be told", async () => {
    await expect(github.host.policyFile(web, "main")).rejects.toMatchObject({
      message: "The app has no access to acme/web on GitHub",
      kind: "github-unavailable",
    });
  });

  test("at a commit that GitHub does not know cannot be told", async () => {
    github.say(/\/repos\/acme\/web$/, ok({ id: 1 }));
    github.say(contents, { status: 404, body: { message: `No commit found for the ref ${sha}` } });
    await expect(github.host.policyFile(web, sha)).rejects.toMatchObject({ kind: "github-unavailable" });
  });

  test.each([
    ["it is a folder, not a file with the policy", [], null],
    ["it is a link to nothing in the repository, not a file with the policy", { type: "symlink", sha }, sha],
    ["it is a submodule, not a file with the policy", { type: "submodule", sha }, sha],
    ["it is larger than 1 MB", { ...file, encoding: "none", content: "" }, file.sha],
  ])("that cannot be read are mistakes to put right: %s", async (mistake, body, id) => {
    github.say(contents, ok(body));
    expect(await github.host.policyFile(web, "main")).toEqual({ ref: "main", sha: id, mistake });
  });

  test("of the organisation come from its .github repository", async () => {
    github.say(/\/repos\/acme\/\.github\/contents\//, ok(file));
    expect(await github.host.organisationPolicyFile(web)).toEqual({
      ref: "acme/.github",
      sha: file.sha,
      text,
    });
  });
});

describe("the last successful deployment", () => {
  interface Made {
    readonly id: number;
    readonly by?: string;
    readonly updated?: string;
    /** State and minute. */
    readonly statuses: readonly (readonly [string, number])[];
  }

  const minute = (value: number): string => `2026-11-20T10:${String(value).padStart(2, "0")}:00Z`;

  function deployed(...made: readonly Made[]): void {
    github.say(
      /\/deployments\?/,
      ok(
        made.map(({ id, by = "ci[bot]", statuses, updated }) => ({
          id,
          sha: `commit ${id}`,
          updated_at: updated ?? minute(Math.max(0, ...statuses.map(([, at]) => at))),
          creator: by === "" ? null : { login: by },
        })),
      ),
    );
    for (const { id, statuses } of made) {
      const body = statuses
        .map(([state, at], nth) => ({ id: 100 * at + nth, state, created_at: minute(at) }))
        .reverse();
      github.say(new RegExp(`/deployments/${id}/statuses`), ok(body));
    }
  }

  test.each<[string, readonly Made[], readonly string[] | null, string | null]>([
    ["there is none", [], null, null],
    ["none succeeded", [{ id: 1, statuses: [["failure", 1]] }], null, null],
    [
      "the newest is still running",
      [
        { id: 2, statuses: [["in_progress", 5]] },
        { id: 1, statuses: [["success", 1]] },
      ],
      null,
      "commit 1",
    ],
    [
      "the newest succeeded and made the older one inactive",
      [
        { id: 2, statuses: [["success", 5]] },
        {
          id: 1,
          statuses: [
            ["success", 1],
            ["inactive", 6],
          ],
        },
      ],
      null,
      "commit 2",
    ],
    [
      "an older one was run again: a rollback",
      [
        { id: 3, statuses: [["failure", 9]] },
        {
          id: 2,
          statuses: [
            ["success", 5],
            ["inactive", 8],
          ],
        },
        {
          id: 1,
          statuses: [
            ["success", 1],
            ["inactive", 6],
            ["success", 8],
          ],
        },
      ],
      null,
      "commit 1",
    ],
    [
      "an older one was run again within the same second",
      [
        { id: 2, statuses: [["success", 5]] },
        {
          id: 1,
          statuses: [
            ["success", 1],
            ["success", 5],
          ],
        },
      ],
      null,
      "commit 1",
    ],
    [
      "the newest is somebody else's",
      [
        { id: 3, by: "mallory", statuses: [["success", 9]] },
        { id: 2, by: "", statuses: [["success", 7]] },
        { id: 1, statuses: [["success", 1]] },
      ],
      ["CI[bot]"],
      "commit 1",
    ],
  ])("%s", async (_, made, by, expected) => {
    deployed(...made);
    expect(await github.host.lastSuccessfulDeployment(web, "production eu/1", by)).toBe(expected);
    expect(github.asked[0]?.path).toContain("environment=production%20eu%2F1");
  });

  test("goes through pages, and gives up after a hundred without success", async () => {
    const next = { link: '<http://x/repos?page=2&per_page=100>; rel="next", <http://x?page=9>; rel="last"' };
    const failed = Array.from({ length: 60 }, (_, id) => ({
      id,
      sha: "x",
      updated_at: minute(1),
      creator: null,
    }));
    github.say(/\/deployments\?/, ok(failed, next));
    github.say(/\/deployments\/\d+\/statuses/, ok([{ id: 1, state: "failure", created_at: minute(1) }]));
    await expect(github.host.lastSuccessfulDeployment(web, "production", null)).rejects.toMatchObject({
      message: "None of the last 100 deployments of acme/web to production succeeded",
      kind: "production-unknown",
    });
    expect(github.asked.filter(({ path }) => /\/deployments\?/.test(path)).map(({ path }) => path)).toEqual([
      expect.not.stringContaining("&page="),
      expect.stringContaining("&page=2"),
    ]);
  });
});

describe("the verified author of a commit", () => {
  test.each([
    ["signed by the author", { login: "ann" }, { login: "ann" }, true, "ann"],
    [
      "made by GitHub for an app",
      { login: "dependabot[bot]" },
      { login: "web-flow" },
      true,
      "dependabot[bot]",
    ],
    ["not signed", { login: "ann" }, { login: "ann" }, false, null],
    [
      "signed by another in the author's name",
      { login: "dependabot[bot]" },
      { login: "mallory" },
      true,
      null,
    ],
    ["of nobody with an account", null, null, true, null],
    ["of an empty account", {}, {}, true, null],
    ["of a committer without an account", { login: "ann" }, null, true, "ann"],
  ])("%s", async (_, author, committer, verified, expected) => {
    github.say(/\/commits\//, ok({ author, committer, commit: { verification: { verified } } }));
    expect(await github.host.verifiedAuthor(web, sha)).toBe(expected);
  });
});

test("pull requests of a commit", async () => {
  const pull = {
    number: 5,
    title: "STORY-1",
    head: { ref: "story-1", sha },
    base: { ref: "main" },
    merge_commit_sha: null,
    merged_at: null,
  };
  github.say(/\/pulls/, ok([pull, { ...pull, merged_at: "2026-11-20T10:00:00Z", merge_commit_sha: sha }]));
  const expected = { number: 5, title: "STORY-1", branch: "story-1", baseBranch: "main", headSha: sha };
  expect(await github.host.pullRequestsOfCommit(web, sha)).toEqual([
    { ...expected, merged: false, mergeCommitSha: null },
    { ...expected, merged: true, mergeCommitSha: sha },
  ]);
});

test("open pull requests are read to the last page", async () => {
  const pull = (number: number): object => ({ number, title: "t", html_url: "u", head: { ref: "b" } });
  github.say(/\/pulls\?/, ok([pull(1)], { link: '<http://x/?page=2>; rel="next"' }), ok([pull(2)]));
  const open = await github.host.openPullRequests(web);
  expect(open).toEqual([1, 2].map((number) => ({ number, title: "t", url: "u", branch: "b" })));
});

describe("installations", () => {
  const listed = (id: number, name: string): object => ({
    id,
    name,
    owner: { login: "acme" },
    default_branch: "main",
  });

  test("give their repositories, unless they are suspended or gone", async () => {
    github.say(
      /\/app\/installations\?/,
      ok([{ id: 7, suspended_at: null }, { id: 8, suspended_at: "2026-11-20T10:00:00Z" }, { id: 9 }]),
    );
    github.say(/\/installations\/9\/access_tokens/, { status: 404, body: { message: "Not Found" } });
    github.say(
      /\/installation\/repositories/,
      ok({ repositories: [listed(1, "web")] }, { link: '<http://x/?page=2>; rel="next"' }),
      ok({ repositories: [listed(2, "api")] }),
    );
    expect(await github.host.installedRepositories()).toEqual([web, { ...web, id: 2, name: "api" }]);
  });

  test("that cannot be read are not taken for empty ones", async () => {
    github.say(/\/app\/installations\?/, ok([{ id: 7 }]));
    github.say(/\/installation\/repositories/, { status: 500 });
    await expect(github.host.installedRepositories()).rejects.toThrow("Cannot reach GitHub: 500");
  });

  test("know how a repository is called now", async () => {
    github.say(/\/repos\/acme\/web$/, ok({ ...listed(1, "site"), default_branch: "trunk" }));
    const now = await github.host.repository(web);
    expect(now).toEqual({ ...web, name: "site", defaultBranch: "trunk" });
  });

  test("find a repository by its id where another has taken its name", async () => {
    github.say(/\/repos\/acme\/web$/, ok(listed(99, "web")));
    github.say(/\/installation\/repositories/, ok({ repositories: [listed(1, "old-web")] }));
    expect(await github.host.repository(web)).toEqual({ ...web, name: "old-web" });
  });

  test("do not know a repository that is gone", async () => {
    github.say(/\/installation\/repositories/, ok({ repositories: [] }));
    expect(await github.host.repository(web)).toBeNull();
    github.say(/access_tokens/, { status: 404 });
    expect(await github.host.repository({ ...web, installationId: 8 })).toBeNull();
  });
});

test("our own login is asked for once, and again after a failure", async () => {
  github.say(/\/app$/, { status: 400 }, ok({ slug: "pre-deploy-checker" }));
  await expect(github.host.ownLogin()).rejects.toThrow();
  expect(await github.host.ownLogin()).toBe("pre-deploy-checker[bot]");
  expect(await github.host.ownLogin()).toBe("pre-deploy-checker[bot]");
  expect(github.asked).toHaveLength(2);
  expect(github.asked[0]?.headers.authorization).toMatch(/^bearer eyJ/);
});

test("the repository's page", () => {
  expect(github.host.repositoryUrl(web)).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/acme\/web$/);
});

describe("failed deliveries", () => {
  const at = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();
  const delivery = (id: number, guid: string, code: number, minutesAgo: number): object => ({
    id,
    guid,
    status_code: code,
    delivered_at: at(minutesAgo),
  });

  test("are asked for again, on all pages since the instant", async () => {
    github.say(
      /\/app\/hook\/deliveries\?/,
      ok([delivery(9, "a", 500, 1), delivery(8, "b", 202, 2)], {
        link: '<http://x/app/hook/deliveries?per_page=100&cursor=v1_8>; rel="next"',
      }),
      ok([delivery(7, "c", 0, 3), delivery(6, "b", 500, 4), delivery(5, "old", 500, 120)], {
        link: '<http://x/?cursor=v1_5>; rel="next"',
      }),
    );
    github.say(/\/9\/attempts/, { status: 202, body: {} });
    github.say(/\/7\/attempts/, { status: 422, body: { message: "too old" } });
    expect(await github.host.redeliverFailed(new Date(at(60)))).toBe(1);
    expect(github.asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "GET /app/hook/deliveries?per_page=100",
      "GET /app/hook/deliveries?per_page=100&cursor=v1_8",
      "POST /app/hook/deliveries/7/attempts",
      "POST /app/hook/deliveries/9/attempts",
    ]);
  });

  test.each([
    ["once", [1], true],
    ["twice, just now", [3, 1], false],
    ["twice, a while ago", [5, 2], true],
    ["five times", [90, 60, 40, 20, 15], false],
    ["five times, a while ago", [90, 60, 40, 20, 16], true],
  ])("that failed %s are due or not", (_, minutesAgo, due) => {
    const attempts = minutesAgo.map((minutes, id) => ({
      id,
      guid: "a",
      status_code: 500,
      delivered_at: at(minutes),
    }));
    expect(dueForRedelivery(attempts, new Date()).map(({ id }) => id)).toEqual(
      due ? [attempts.length - 1] : [],
    );
  });
});
