import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ok, scriptedGitHub, type ScriptedGitHub, web } from "./scripted-github.js";

const sha = "a".repeat(40);

/** Older Enterprise Servers, and proxies before them, leave out what we can do without. */
describe("a server that says no more than what is needed", () => {
  let github: ScriptedGitHub;

  beforeEach(async () => {
    github = await scriptedGitHub();
  });
  afterEach(() => github.close());

  test("takes a status without repeating it, once", async () => {
    github.say(/\/statuses\//, { status: 201, body: { id: 1 } });
    const status = { context: "a", state: "success", description: "b", targetUrl: "http://c" } as const;
    await github.host.postStatus(web, sha, status, 1);
    expect(github.asked).toHaveLength(1);
  });

  test("a page in place of an answer is no status that was taken", async () => {
    github.say(/\/statuses\//, ok("<html>Sign in</html>"));
    const status = { context: "a", state: "success", description: "b", targetUrl: "http://c" } as const;
    await expect(github.host.postStatus(web, sha, status, 1)).rejects.toThrow("is not understood");
  });

  test("gives a file by its content and id", async () => {
    github.say(/\/contents\//, ok({ content: Buffer.from("version: 1\n").toString("base64"), sha }));
    expect(await github.host.policyFile(web, "main")).toEqual({ ref: "main", sha, text: "version: 1\n" });
  });

  test("lists deployments without their times or creators, and those of other environments too", async () => {
    github.say(
      /\/deployments\?/,
      ok([
        { id: 3, sha: "commit 3", environment: "staging" },
        { id: 2, sha: "commit 2", environment: "Production" },
        { id: 1, sha: "commit 1" },
      ]),
    );
    const success = (minute: number) =>
      ok([{ id: minute, state: "success", created_at: `2026-11-20T10:0${minute}:00Z` }]);
    github.say(/\/deployments\/3\/statuses/, success(9));
    github.say(/\/deployments\/2\/statuses/, success(2));
    github.say(/\/deployments\/1\/statuses/, success(5));
    // A rollback: the older one succeeded last.
    expect(await github.host.lastSuccessfulDeployment(web, "production", null)).toBe("commit 1");
  });

  test("lists closed pull requests among the open ones", async () => {
    const pull = { title: "STORY-1", html_url: "http://x", head: { ref: "story" } };
    github.say(
      /\/pulls\?/,
      ok([
        { ...pull, number: 2, state: "closed" },
        { ...pull, number: 1, state: "open" },
      ]),
    );
    expect((await github.host.openPullRequests(web)).map(({ number }) => number)).toEqual([1]);
  });

  test("keeps no deliveries", async () => {
    expect(await github.host.redeliverFailed(new Date(0))).toBe(0);
  });
});
