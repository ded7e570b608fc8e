import { mkdtemp, readdir, readFile, rm, truncate, unlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Mirror, RefRequest } from "../../src/deploys/ports/mirror.js";
import type { Repository } from "../../src/deploys/ports/repository.js";
import { SourceUnavailable } from "../../src/deploys/ports/unavailable.js";
import { createMirror } from "../../src/git/create-mirror.js";
import type { MirrorOptions } from "../../src/git/mirror-options.js";
import { gitHelperOfFile } from "../support/git-helper-of-file.js";
import { createGitRepository, type GitRepository } from "../support/git-repository.js";
import { serveGit, type GitServer } from "./serve-git.js";

const repository: Repository = {
  id: 42,
  owner: "acme",
  name: "web",
  installationId: 1,
  defaultBranch: "main",
};
const branches = (...names: string[]): RefRequest => ({ refs: names.map((name) => `refs/heads/${name}`) });

const startGit = gitHelperOfFile();
let host: GitRepository;
let server: GitServer;
let dataDir: string;
let mirror: Mirror;
/** What was waited for, in milliseconds. */
let waits: number[];

function newMirror(overrides: Partial<MirrorOptions> = {}): Mirror {
  return createMirror({
    dataDir,
    originFor: ({ owner, name }) => `${server.origin}/${owner}/${name}.git`,
    tokenFor: () => Promise.resolve(server.token),
    environment: process.env,
    runGit: startGit,
    sleep: (milliseconds) => Promise.resolve(waits.push(milliseconds)),
    ...overrides,
  });
}

const copyDir = () => path.join(dataDir, "mirrors", "42.git");
const fetches = () => server.requests.filter((request) => request.startsWith("GET")).length;

async function failureOf(promise: Promise<unknown>): Promise<SourceUnavailable> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(SourceUnavailable);
  return error as SourceUnavailable;
}

beforeEach(async () => {
  waits = [];
  host = createGitRepository();
  host.commits([
    { message: "one", files: { "a.txt": "a\n" } },
    { message: "two", files: { "b.txt": "b\n" } },
  ]);
  host.branch("deploy");
  host.branch("production", "main~1");
  server = await serveGit(host.dir);
  dataDir = await mkdtemp(path.join(tmpdir(), "mirror-"));
  mirror = newMirror();
});

afterEach(async () => {
  await server.close();
  host.remove();
  await rm(dataDir, { recursive: true, force: true, maxRetries: 3 });
});

describe("sync", () => {
  test("brings the refs that were asked for, with one fetch and without file contents", async () => {
    const { graph, refs } = await mirror.sync(repository, branches("deploy", "production"));
    expect(refs).toHaveLength(2);
    expect(refs).toEqual(
      expect.arrayContaining([
        { ref: "refs/heads/deploy", sha: host.tip("deploy") },
        { ref: "refs/heads/production", sha: host.tip("production") },
      ]),
    );
    expect(fetches()).toBe(1);
    const log = await graph.log(host.tip("deploy")!, [host.tip("production")!]);
    expect(log.map(({ message }) => message)).toEqual(["two"]);
    expect(await graph.changes(host.tip("deploy")!, [])).toEqual(
      new Map([
        [host.tip("deploy"), [expect.objectContaining({ path: "b.txt", oldId: "0".repeat(40) })]],
        [host.tip("production"), [expect.objectContaining({ path: "a.txt" })]],
      ]),
    );
    expect(fetches()).toBe(1);
    expect(await graph.fileAt(host.tip("deploy")!, "b.txt")).toMatchObject({ text: "b\n" });
    expect(fetches()).toBe(2);
    expect(await graph.fileAt(host.tip("deploy")!, "b.txt")).toMatchObject({ text: "b\n" });
    expect(await graph.fileAt(host.tip("deploy")!, "none.txt")).toBeNull();
    expect(await graph.blobAt(host.tip("deploy")!, "b.txt")).toBe(host.git("rev-parse", "deploy:b.txt"));
    expect(await graph.blobAt(host.tip("deploy")!, "none.txt")).toBeNull();
    expect(fetches()).toBe(2);
  });

  test("leaves out refs that do not exist, and forgets those that were deleted", async () => {
    const asked = branches("deploy", "gone", "missing");
    host.branch("gone");
    const first = await mirror.sync(repository, asked);
    expect(first.refs.map(({ ref }) => ref).sort()).toEqual(["refs/heads/deploy", "refs/heads/gone"]);
    host.deleteBranch("gone");
    const second = await mirror.sync(repository, asked);
    expect(second.refs.map(({ ref }) => ref)).toEqual(["refs/heads/deploy"]);
    expect((await mirror.sync(repository, branches("gone"))).refs).toEqual([]);
    expect((await mirror.sync(repository, branches("missing"))).refs).toEqual([]);
  });

  test("follows force pushes, and branches that give way to others below them", async () => {
    await mirror.sync(repository, branches("deploy"));
    const rewritten = host.commit({ branch: "deploy", parents: ["production"], message: "rewritten" });
    expect((await mirror.sync(repository, branches("deploy"))).refs).toEqual([
      { ref: "refs/heads/deploy", sha: rewritten },
    ]);
    host.deleteBranch("deploy");
    host.branch("deploy/eu", "main");
    expect((await mirror.sync(repository, branches("deploy", "deploy/eu"))).refs).toEqual([
      { ref: "refs/heads/deploy/eu", sha: host.tip("main") },
    ]);
  });

  test("matches globs of tags and branches, peels annotated tags and dates them", async () => {
    host.tag("production-1", "main~1", { annotated: true, date: 1_790_000_000 });
    host.tag("production-2", "main");
    host.tag("production-eu/1", "main");
    host.tag("other", "main");
    host.git("tag", "production-tree", `${host.tip("main")!}^{tree}`);
    host.git("tag", "-a", "-m", "twice", "production-3", "refs/tags/production-1");
    host.branch("release/1", "main");
    host.branch("release/x/2", "main");
    const request = { refs: [], tagPatterns: ["production-*"], branchPatterns: ["release/*"] };
    const { refs } = await mirror.sync(repository, request);
    expect(refs.map(({ ref, sha }) => [ref, sha]).sort()).toEqual([
      ["refs/heads/release/1", host.tip("main")],
      ["refs/tags/production-1", host.tip("main~1")],
      ["refs/tags/production-2", host.tip("main")],
      ["refs/tags/production-3", host.tip("main~1")],
    ]);
    const made = refs.find(({ ref }) => ref === "refs/tags/production-1")?.createdAt;
    expect(Date.parse(made!)).toBe(1_790_000_000_000);
    host.git("update-ref", "-d", "refs/tags/production-2");
    host.git("update-ref", "-d", "refs/tags/production-3");
    host.git("update-ref", "-d", "refs/heads/release/1");
    host.branch("release/1/a", "main");
    const later = await mirror.sync(repository, { ...request, branchPatterns: ["release/**"] });
    expect(later.refs.map(({ ref }) => ref).sort()).toEqual([
      "refs/heads/release/1/a",
      "refs/heads/release/x/2",
      "refs/tags/production-1",
    ]);
  });

  test.each([
    'it\'s-"quoted"',
    "<script>alert(1)</script>",
    "--upload-pack=x",
    "-b",
    "ünïcode-🚀",
    "a@b",
    "#1,2;3&4|5$6(7)",
  ])("takes a branch called %s for a name", async (name) => {
    host.branch(name, "main");
    const { refs } = await mirror.sync(repository, branches(name));
    expect(refs).toEqual([{ ref: `refs/heads/${name}`, sha: host.tip("main") }]);
    expect(await mirror.remoteRefs(repository, branches(name))).toEqual(refs);
  });

  test.each([
    "refs/heads/a..b",
    "refs/heads/a b",
    "refs/heads/*",
    "--all",
    "refs/heads/x:refs/heads/y",
    "refs/heads/a\nb",
    "+refs/heads/a",
    "refs/heads/.a",
    "refs/heads/a.lock",
    "refs/heads/",
    "refs/heads/a@{1}",
  ])("knows that %j is no ref, without asking", async (ref) => {
    expect((await mirror.sync(repository, { refs: [ref] })).refs).toEqual([]);
    expect(server.requests).toEqual([]);
  });

  test("knows no commit that was not fetched, and says so", async () => {
    const { graph } = await mirror.sync(repository, branches("main"));
    expect(await graph.resolve(host.tip("main")!)).toBe(host.tip("main"));
    expect(await graph.resolve("abcdef12".repeat(5))).toBeNull();
  });

  test("an empty repository has no refs", async () => {
    const empty = createGitRepository();
    const other = await serveGit(empty.dir);
    try {
      const fresh = newMirror({ originFor: () => `${other.origin}/acme/web.git` });
      const request = { ...branches("main", "deploy"), tagPatterns: ["v*"] };
      expect((await fresh.sync(repository, request)).refs).toEqual([]);
      expect(await fresh.remoteRefs(repository, request)).toEqual([]);
    } finally {
      await other.close();
      empty.remove();
    }
  });

  test("combines callers that wait, and answers none from a fetch that began before the question", async () => {
    const first = mirror.sync(repository, branches("deploy"));
    await waitUntil(() => server.requests.length > 0);
    const moved = host.commit({ branch: "deploy" });
    const others = [
      mirror.sync(repository, branches("deploy")),
      mirror.sync(repository, branches("production")),
    ];
    await first;
    const [deploy, production] = await Promise.all(others);
    expect(deploy!.refs).toEqual([{ ref: "refs/heads/deploy", sha: moved }]);
    expect(production!.refs).toEqual([{ ref: "refs/heads/production", sha: host.tip("production") }]);
    expect(fetches()).toBe(2);
  });

  test("two processes share a folder", async () => {
    const mirrors = Array.from({ length: 4 }, () => newMirror());
    for (let round = 0; round < 4; round += 1) {
      const tip = host.commit({ branch: "deploy", message: `round ${round}` });
      const answers = await Promise.all(
        mirrors.map((each) => each.sync(repository, branches("deploy", "main"))),
      );
      for (const { refs, graph } of answers) {
        expect(refs).toContainEqual({ ref: "refs/heads/deploy", sha: tip });
        expect(await graph.log(tip, [host.tip("main")!])).toHaveLength(round + 1);
      }
    }
    expect((await readdir(path.join(dataDir, "mirrors"))).sort()).toEqual(["42.git"]);
  });
});

describe("a copy that suffered", () => {
  const damage: Record<string, () => Promise<void>> = {
    "lost its packs": async () => {
      for (const file of await packs()) await unlink(file);
    },
    "has half a pack": async () => {
      for (const file of await packs()) if (file.endsWith(".pack")) await truncate(file, 60);
    },
    "has an empty pack index": async () => {
      for (const file of await packs()) if (file.endsWith(".idx")) await truncate(file, 0);
    },
    "has half a configuration": () => writeFile(path.join(copyDir(), "config"), "[core]\n\trepositoryform"),
    "has no HEAD": () => unlink(path.join(copyDir(), "HEAD")),
    "is an empty folder": () => rm(copyDir(), { recursive: true }),
  };
  const packs = async () => {
    const dir = path.join(copyDir(), "objects", "pack");
    return (await readdir(dir))
      .filter((name) => /\.(pack|idx)$/.test(name))
      .map((name) => path.join(dir, name));
  };

  test.each(Object.keys(damage))("%s: is cloned again when it is synced", async (kind) => {
    await mirror.sync(repository, branches("deploy", "production"));
    await damage[kind]!();
    const { graph, refs } = await mirror.sync(repository, branches("deploy", "production"));
    expect(refs).toHaveLength(2);
    expect(await graph.log(host.tip("deploy")!, [])).toHaveLength(2);
    expect(await graph.changes(host.tip("deploy")!, [])).toMatchObject({ size: 2 });
  });

  test.each(Object.keys(damage))("%s: is cloned again when it is read, once", async (kind) => {
    const { graph } = await mirror.sync(repository, branches("deploy", "production"));
    await damage[kind]!();
    const before = fetches();
    const [log, changes] = await Promise.all([
      graph.log(host.tip("deploy")!, []),
      graph.changes(host.tip("deploy")!, []),
    ]);
    expect(log).toHaveLength(2);
    expect(changes.size).toBe(2);
    expect(fetches() - before).toBeLessThanOrEqual(2);
  });

  test("locks of a killed git are removed", async () => {
    await mirror.sync(repository, branches("deploy", "production"));
    const moved = host.commit({ branch: "deploy" });
    const refsDir = path.join(copyDir(), "refs", "mirror", "exact");
    const past = new Date(Date.now() - 60_000);
    for (const name of await readdir(refsDir)) {
      const lock = path.join(refsDir, `${name}.lock`);
      await writeFile(lock, "");
      await utimes(lock, past, past);
    }
    const { refs } = await mirror.sync(repository, branches("deploy"));
    expect(refs).toEqual([{ ref: "refs/heads/deploy", sha: moved }]);
  });

  test("remove forgets it, sync makes it anew", async () => {
    await mirror.sync(repository, branches("deploy"));
    await mirror.remove(42);
    expect(await readdir(path.join(dataDir, "mirrors"))).toEqual([]);
    expect((await mirror.sync(repository, branches("deploy"))).refs).toHaveLength(1);
  });
});

describe("failures", () => {
  test("a token that the host does not take any more is replaced", async () => {
    const refused: (string | undefined)[] = [];
    const tokenFor: MirrorOptions["tokenFor"] = (_repository, old) => {
      refused.push(old);
      return Promise.resolve(old === undefined ? "ghs_revoked" : server.token);
    };
    const { refs } = await newMirror({ tokenFor }).sync(repository, branches("deploy"));
    expect(refs).toHaveLength(1);
    expect(refused).toEqual([undefined, "ghs_revoked"]);
  });

  test("wrong credentials say so, and nothing secret", async () => {
    const token = "ghs_wrongwrongwrong";
    const failure = await failureOf(
      newMirror({ tokenFor: () => Promise.resolve(token) }).sync(repository, branches("deploy")),
    );
    expect(failure).toMatchObject({
      kind: "git-unavailable",
      message: "Cannot fetch acme/web: authentication failed",
    });
    expect(failure.cause).toBeInstanceOf(Error);
    for (const text of [
      String(failure.cause),
      JSON.stringify(failure.cause),
      (failure.cause as Error).stack!,
    ]) {
      expect(text).not.toContain(token);
      expect(text).not.toContain(Buffer.from(`x-access-token:${token}`).toString("base64"));
    }
  });

  test.each([
    [404, "repository not found"],
    [403, "authentication failed"],
    [503, "503"],
    [429, "429"],
    [301, "the host redirected; was the repository renamed?"],
  ])("HTTP %i", async (status, reason) => {
    server.intercept = (_request, response) => {
      response.writeHead(status, status === 301 ? { location: "/acme/new.git" } : {}).end();
      return true;
    };
    const failure = await failureOf(mirror.sync(repository, branches("deploy")));
    expect(failure.message).toBe(`Cannot fetch acme/web: ${reason}`);
    server.intercept = () => false;
    expect((await mirror.sync(repository, branches("deploy"))).refs).toHaveLength(1);
  });

  test("one failed request is tried again a second later, and nobody hears of it", async () => {
    let left = 1;
    server.intercept = (_request, response) => {
      if (left-- <= 0) return false;
      response.writeHead(503).end();
      return true;
    };
    expect((await mirror.sync(repository, branches("deploy"))).refs).toHaveLength(1);
    expect(waits).toEqual([1_000]);
  });

  test("what a second try cannot mend has none, and what lasts has no third", async () => {
    const tries = async (status: number) => {
      const before = fetches();
      server.intercept = (_request, response) => {
        response.writeHead(status).end();
        return true;
      };
      await failureOf(mirror.sync(repository, branches("deploy")));
      return fetches() - before;
    };
    expect([await tries(404), await tries(403), await tries(429), await tries(503)]).toEqual([1, 1, 1, 2]);
    expect(waits).toEqual([1_000]);
  });

  test("nobody listening, no such host, a dropped connection, an answer that is not git's", async () => {
    const at = (origin: string) =>
      failureOf(
        newMirror({ originFor: () => `${origin}/acme/web.git` }).sync(repository, branches("deploy")),
      );
    expect((await at("http://127.0.0.1:9")).message).toBe("Cannot fetch acme/web: connection refused");
    expect((await at("http://host.invalid")).message).toBe("Cannot fetch acme/web: could not resolve host");
    server.intercept = (request) => {
      request.socket.destroy();
      return true;
    };
    expect((await at(server.origin)).message).toBe("Cannot fetch acme/web: connection lost");
    server.intercept = (_request, response) => {
      response.writeHead(200, { "content-type": "text/html" }).end("<html>Log in</html>");
      return true;
    };
    expect((await at(server.origin)).message).toBe("Cannot fetch acme/web: the host did not answer as git");
  });

  test("a host that hangs is given up, and leaves nothing running", async () => {
    server.intercept = () => true;
    const started = Date.now();
    const failure = await failureOf(
      newMirror({ timeouts: { idleMs: 1_500 } }).sync(repository, branches("deploy")),
    );
    expect(failure.message).toBe("Cannot fetch acme/web: no answer in time");
    expect(Date.now() - started).toBeLessThan(8_000);
    server.intercept = () => false;
    expect((await mirror.sync(repository, branches("deploy"))).refs).toHaveLength(1);
  });

  test("a fetch has an end even where bytes keep coming", async () => {
    server.intercept = (request, response) => {
      if (request.method !== "POST") return false;
      const timer = setInterval(() => response.write("0008x"), 50);
      response.on("close", () => clearInterval(timer));
      response.writeHead(200, { "content-type": "application/x-git-upload-pack-result" });
      return true;
    };
    const failure = await failureOf(
      newMirror({ timeouts: { idleMs: 20_000, fetchMs: 500 } }).sync(repository, branches("deploy")),
    );
    expect(failure.kind).toBe("git-unavailable");
  });

  test("a SHA-256 repository is refused in words", async () => {
    const other = createGitRepository();
    await rm(path.join(other.dir, ".git"), { recursive: true });
    other.git("init", "-q", "--object-format=sha256", "--initial-branch=main");
    other.git("commit", "-q", "--allow-empty", "-m", "x");
    const sha256 = await serveGit(other.dir);
    try {
      const failure = await failureOf(
        newMirror({ originFor: () => `${sha256.origin}/acme/web.git` }).sync(repository, branches("main")),
      );
      expect(failure.message).toBe("Cannot fetch acme/web: SHA-256 repositories are not supported");
      expect(failure.retryable).toBe(false);
    } finally {
      await sha256.close();
      other.remove();
    }
  });

  test("the token is nowhere on disk", async () => {
    await mirror.sync(repository, branches("deploy"));
    for (const name of await readdir(copyDir(), { recursive: true })) {
      const text = await readFile(path.join(copyDir(), name), "latin1").catch(() => "");
      expect(text.includes(server.token)).toBe(false);
    }
  });
});

test("remoteRefs asks the host and fetches nothing", async () => {
  host.tag("v1", "main~1", { annotated: true });
  const request = { refs: ["refs/heads/deploy", "refs/tags/v1", "refs/heads/none"], tagPatterns: ["v*"] };
  expect(await mirror.remoteRefs(repository, request)).toEqual([
    { ref: "refs/heads/deploy", sha: host.tip("deploy") },
    { ref: "refs/tags/v1", sha: host.tip("main~1") },
  ]);
  expect(await readdir(path.join(copyDir(), "objects", "pack"))).toEqual([]);
});

test("tidying keeps everything readable", async () => {
  for (let round = 0; round < 42; round += 1) {
    host.commit({ branch: "deploy", files: { "c.txt": `${round}\n` } });
    await mirror.sync(repository, branches("deploy"));
  }
  const { graph } = await mirror.sync(repository, branches("deploy"));
  const count = async () =>
    (await readdir(path.join(copyDir(), "objects", "pack"))).filter((name) => name.endsWith(".pack")).length;
  expect(await count()).toBeGreaterThan(40);
  await mirror.tidy();
  expect(await count()).toBeLessThan(5);
  expect(await graph.log(host.tip("deploy")!, [host.tip("main")!])).toHaveLength(42);
  expect(await graph.fileAt(host.tip("deploy")!, "c.txt")).toMatchObject({ text: "41\n" });
});

async function waitUntil(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 5_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error("Waited in vain");
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
