import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { gitEnvironment } from "../../src/git/git-environment.js";
import { GitFailure } from "../../src/git/git-failure.js";
import { type GitHelper, startGitHelper } from "../../src/git/start-git-helper.js";
import { gitHelperSource } from "../support/git-helper-source.js";
import { eventually } from "../support/eventually.js";
import { createGitRepository, type GitRepository } from "../support/git-repository.js";

let repository: GitRepository;
let helper: GitHelper;

beforeEach(() => {
  repository = createGitRepository();
  repository.commit({ message: "one" });
  helper = startGitHelper(gitHelperSource);
});
afterEach(() => {
  helper.close();
  repository.remove();
});

const git = (args: readonly string[], more: { input?: string; signal?: AbortSignal } = {}) =>
  helper.run({
    dir: repository.dir,
    environment: gitEnvironment(process.env),
    args,
    idleTimeoutMs: 20_000,
    ...more,
  });

const failureOf = (run: Promise<string>): Promise<unknown> =>
  run.then(
    () => null,
    (error: unknown) => error,
  );

const untilGone = (pid: number) => eventually(`the end of ${pid}`, () => (isAlive(pid) ? null : true));

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe("git through a process of its own", () => {
  test("answers what git wrote, many at once, each to its own question", async () => {
    const tip = repository.tip("main");
    const [log, hash, none] = await Promise.all([
      git(["log", "--format=%s", "main"]),
      git(["rev-parse", "main"]),
      git(["cat-file", "--batch-check"], { input: "no-such-thing\n" }),
    ]);
    expect([log.trim(), hash.trim(), none.trim()]).toEqual(["one", tip, "no-such-thing missing"]);
  });

  test("rejects with the failure that git told, secrets taken out", async () => {
    const failure = await failureOf(
      helper.run({
        dir: repository.dir,
        environment: gitEnvironment(process.env),
        args: ["log", "s3cret"],
        idleTimeoutMs: 20_000,
        secrets: ["s3cret"],
      }),
    );
    expect(failure).toBeInstanceOf(GitFailure);
    expect(failure).toMatchObject({ kind: "failed", command: "log" });
    expect(String(failure)).toContain("***");
    expect(String(failure)).not.toContain("s3cret");
  });

  test("stops what is no longer wanted", async () => {
    const abort = new AbortController();
    const waiting = failureOf(git(["cat-file", "--batch"], { signal: abort.signal, input: "" }));
    abort.abort();
    const already = failureOf(git(["log", "main"], { signal: abort.signal }));
    expect(await already).toMatchObject({ kind: "aborted" });
    const first = await waiting;
    expect(first === null || first instanceof GitFailure).toBe(true);
  });

  test("fails what runs when it is killed, and starts anew", async () => {
    await git(["rev-parse", "main"]);
    const id = helper.pid() ?? 0;
    const running = failureOf(
      git(["hash-object", "--stdin-paths"], { signal: new AbortController().signal }),
    );
    process.kill(id, "SIGKILL");
    const failure = await running;
    expect(failure === null || failure instanceof GitFailure).toBe(true);
    await untilGone(id);
    expect((await git(["rev-parse", "main"])).trim()).toBe(repository.tip("main"));
    expect(helper.pid()).not.toBe(id);
  });

  test("ends when it is closed", async () => {
    await git(["rev-parse", "main"]);
    const id = helper.pid() ?? 0;
    helper.close();
    await untilGone(id);
    expect(await failureOf(git(["rev-parse", "main"]))).toBeInstanceOf(GitFailure);
  });

  test("does without a helper where there is none to start", async () => {
    const none = startGitHelper({ script: "/nowhere/helper.js" });
    const run = { dir: repository.dir, environment: gitEnvironment(process.env), idleTimeoutMs: 20_000 };
    expect((await none.run({ ...run, args: ["rev-parse", "main"] })).trim()).toBe(repository.tip("main"));
    expect(none.pid()).toBeNull();
  });
});
