import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import fc from "fast-check";
import type { CommitGraph } from "../../src/deploys/ports/mirror.js";
import { SourceUnavailable } from "../../src/deploys/ports/unavailable.js";
import { createLocalGraph } from "../../src/git/local-graph.js";
import { gitHelperOfFile } from "../support/git-helper-of-file.js";
import { createGitRepository, GitRepository } from "../support/git-repository.js";

const environment = { PATH: process.env["PATH"], HOME: "/nonexistent" };
const absent = "0".repeat(40);

const startGit = gitHelperOfFile();
let repository: GitRepository;
let graph: CommitGraph;

beforeEach(() => {
  repository = createGitRepository();
  graph = createLocalGraph(repository.dir, environment, startGit);
});
afterEach(() => repository.remove());

describe("log", () => {
  test("tells commits as they are, newest first", async () => {
    const root = repository.commit({ message: "first\n\nwith a body\n\nCo-authored-by: x <x@y>\n\n" });
    const merge = repository.merge(
      "main",
      repository.commit({ branch: "side", parents: [root], message: "side" }),
      {
        author: { name: "", email: "" },
      },
    );
    const [newest, , oldest] = await graph.log(merge, []);
    expect(oldest).toEqual({
      sha: root,
      parents: [],
      tree: repository.git("rev-parse", `${root}^{tree}`),
      author: { name: "Ada Lovelace", email: "ada@example.com" },
      authoredAt: "2026-10-01T10:01:00+02:00",
      committedAt: "2026-10-01T10:01:00+02:00",
      message: "first\n\nwith a body\n\nCo-authored-by: x <x@y>",
    });
    expect(newest).toMatchObject({
      parents: [root, repository.tip("side")],
      author: { name: "", email: "" },
    });
  });

  test.each([
    ["invalid UTF-8", Buffer.from([0x61, 0xff, 0xfe, 0x62]), "a\uFFFD\uFFFDb"],
    ["control bytes", Buffer.from("a\u0001\u001b[31mb\u007f"), "a\u0001\u001b[31mb\u007f"],
    ["right-to-left marks and markup", Buffer.from("\u202Eevil<script>\u2066"), "\u202Eevil<script>\u2066"],
    ["carriage returns", Buffer.from("a\r\nb\r\n"), "a\r\nb\r"],
    ["nothing", Buffer.alloc(0), ""],
    [
      "what looks like our own separators",
      Buffer.from(`x\n\u0001${"a".repeat(40)}\n:100644`),
      `x\n\u0001${"a".repeat(40)}\n:100644`,
    ],
  ])("messages with %s", async (_name, message, expected) => {
    const sha = repository.commit({ message, files: { a: "1" } });
    expect((await graph.log(sha, [])).map((commit) => commit.message)).toEqual([expected]);
    expect([...(await graph.changes(sha, [])).keys()]).toEqual([sha]);
  });

  test("a declared encoding is read", async () => {
    const sha = repository.commit({ message: Buffer.from("caf\u00e9", "latin1"), encoding: "ISO-8859-1" });
    expect((await graph.log(sha, []))[0]?.message).toBe("caf\u00e9");
  });

  test("random bytes in a message never break the others", async () => {
    const bytes = fc
      .uint8Array({ minLength: 0, maxLength: 200 })
      .map((array) => Buffer.from(array.map((byte) => byte || 1)));
    await fc.assert(
      fc.asyncProperty(fc.array(bytes, { minLength: 1, maxLength: 8 }), async (messages) => {
        const shas = repository.commits(
          messages.map((message, at) => ({ message, branch: "fuzz", ...(at ? {} : { parents: [] }) })),
        );
        const log = await graph.log(shas.at(-1)!, []);
        expect(log.map(({ sha }) => sha)).toEqual(shas.toReversed());
      }),
      { numRuns: 25 },
    );
  });

  test("ten thousand commits, ten megabytes", async () => {
    const body = "x".repeat(1_000);
    const shas = repository.commits(
      Array.from({ length: 10_000 }, (_, at) => ({ message: `STORY-${at}\n\n${body}` })),
    );
    const log = await graph.log(shas.at(-1)!, [shas[0]!]);
    expect(log).toHaveLength(9_999);
    expect(log.at(-1)?.message).toBe(`STORY-1\n\n${body}`);
    expect(await graph.firstParentLine(shas.at(-1)!, null, 3)).toMatchObject(
      shas
        .slice(-3)
        .toReversed()
        .map((sha) => ({ sha })),
    );
  });

  test("can be stopped", async () => {
    const [root, tip] = repository.commits([{}, {}]);
    const stop = AbortSignal.abort();
    await expect(graph.log(tip!, [root!], { signal: stop })).rejects.toBeInstanceOf(SourceUnavailable);
    await expect(graph.changes(tip!, [root!], { signal: stop })).rejects.toBeInstanceOf(SourceUnavailable);
    expect((await graph.changes(tip!, [root!])).size).toBe(1);
  });
});

describe("changes", () => {
  test("are against the first parent, with paths as they are", async () => {
    const odd = 'with "quotes" and \\ and\ttab and ü';
    const [root, second] = repository.commits([
      { files: { a: "1", b: "1" } },
      { files: { [odd]: "2", a: null } },
    ]);
    const side = repository.commit({ branch: "side", parents: [root!], files: { c: "3" } });
    const merge = repository.merge("main", "side");
    const empty = repository.commit({});
    const changes = await graph.changes(empty, []);
    const paths = (sha: string) => changes.get(sha)?.map(({ path: file }) => file);
    expect(paths(root!)).toEqual(["a", "b"]);
    expect(paths(second!)?.sort()).toEqual(["a", odd]);
    expect(paths(side)).toEqual(["c"]);
    expect(paths(merge)).toEqual(["c"]);
    expect(paths(empty)).toEqual([]);
    expect(changes.get(second!)?.find(({ path: file }) => file === "a")).toMatchObject({
      newId: absent,
      newMode: "000000",
    });
    expect(await graph.changesBetween(root!, empty)).toHaveLength(3);
  });
});

describe("ancestry", () => {
  test("ancestors, merge bases, unrelated histories, unknown commits", async () => {
    const [root, tip] = repository.commits([{}, {}]);
    const side = repository.commit({ branch: "side", parents: [root!] });
    const alien = repository.commit({ branch: "alien", parents: [] });
    expect(await graph.isAncestor(root!, tip!)).toBe(true);
    expect(await graph.isAncestor(tip!, root!)).toBe(false);
    expect(await graph.isAncestor(tip!, tip!)).toBe(true);
    expect(await graph.mergeBase(tip!, side)).toBe(root);
    expect(await graph.mergeBase(tip!, alien)).toBeNull();
    expect(await graph.resolve("no-such-branch")).toBeNull();
    expect(await graph.resolve("--output=x")).toBeNull();
    expect(await graph.resolve("main")).toBe(tip);
    expect(await graph.resolve("main~1")).toBe(root);
    await expect(graph.log("main", [])).rejects.toThrow(TypeError);
    await expect(graph.log("f".repeat(40), [])).rejects.toBeInstanceOf(SourceUnavailable);
  });
});

describe("patches", () => {
  const lines = (...changed: [number, string][]) => {
    const text = Array.from({ length: 40 }, (_, at) => `line ${at}`);
    for (const [at, line] of changed) text[at] = line;
    return `${text.join("\n")}\n`;
  };

  test("equivalents: the same objects, the same patch elsewhere in the file, no merges, no empty commits", async () => {
    const root = repository.commit({ files: { f: lines(), g: "1\n", bin: Buffer.from([0, 1]) } });
    repository.branch("left", root);
    repository.branch("right", root);
    const left = {
      shifted: repository.commit({ branch: "left", files: { f: lines([30, "changed"]) } }),
      same: repository.commit({ branch: "left", files: { g: "2\n" } }),
      other: repository.commit({ branch: "left", files: { h: "left\n" } }),
      binary: repository.commit({ branch: "left", files: { bin: Buffer.from([0, 2]) } }),
      empty: repository.commit({ branch: "left", message: "empty" }),
    };
    const first = repository.commit({ branch: "right", files: { f: lines([2, "first"]) } });
    const right = {
      shifted: repository.commit({ branch: "right", files: { f: lines([2, "first"], [30, "changed"]) } }),
      same: repository.cherryPick("right", left.same),
      other: repository.commit({ branch: "right", files: { h: "right\n" } }),
      binary: repository.commit({ branch: "right", files: { bin: Buffer.from([0, 3]) } }),
      empty: repository.commit({ branch: "right", message: "empty" }),
    };
    const equivalents = await graph.patchEquivalents(left.empty, right.empty);
    expect([...equivalents].sort()).toEqual([left.shifted, left.same, right.shifted, right.same].sort());
    expect(equivalents.has(first)).toBe(false);
  });

  test("reversed patches: also where the file changed elsewhere since; never for another patch", async () => {
    const [, original, between] = repository.commits([
      { files: { f: lines() } },
      { files: { f: lines([5, "new"]) } },
      { files: { f: lines([5, "new"], [30, "later"]) } },
    ]);
    const revert = repository.commit({ files: { f: lines([30, "later"]) } });
    const half = repository.commit({ files: { f: lines([6, "else"], [30, "later"]) } });
    expect(await graph.isReversePatch(original!, revert)).toBe(true);
    expect(await graph.isReversePatch(original!, half)).toBe(false);
    expect(await graph.isReversePatch(between!, revert)).toBe(false);
  });

  test("a merge's patch is what it brought in; binary files count by their contents", async () => {
    const root = repository.commit({ files: { bin: Buffer.from([0, 1]) } });
    repository.commit({ branch: "side", parents: [root], files: { bin: Buffer.from([0, 2]), a: "1" } });
    repository.commit({ files: { z: "1" } });
    const merge = repository.merge("main", "side");
    expect(await graph.isReversePatch(merge, repository.revert("main", merge))).toBe(true);
    const wrong = repository.commit({ files: { bin: Buffer.from([0, 9]), a: "1" } });
    expect(await graph.isReversePatch(merge, wrong)).toBe(false);
  });
});

describe("clones that cannot be read as they are", () => {
  const clone = (...args: string[]): string => {
    const dir = mkdtempSync(path.join(tmpdir(), "clone-"));
    repository.git("clone", "-q", ...args, `file://${repository.dir}`, dir);
    return dir;
  };
  const message = async (promise: Promise<unknown>): Promise<string> => {
    const error: unknown = await promise.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(SourceUnavailable);
    return (error as SourceUnavailable).message;
  };

  test("a shallow clone will do unless its edge is in the range or hides the base", async () => {
    const shas = repository.commits([{}, {}, {}, {}]);
    const dir = clone("--depth=3", "--branch=main");
    try {
      const shallow = createLocalGraph(dir, environment);
      expect(await shallow.log(shas[3]!, [shas[2]!])).toHaveLength(1);
      expect(await message(shallow.log(shas[3]!, []))).toMatch(/shallow.*git fetch --unshallow/);
      const alien = new GitRepository({ dir }).commit({ branch: "alien", parents: [] });
      expect(await message(shallow.mergeBase(alien, shas[3]!))).toMatch(/shallow/);
      expect(await message(shallow.isAncestor(alien, shas[3]!))).toMatch(/shallow/);
    } finally {
      rmSync(dir, { recursive: true });
    }
  });

  test("the files of a folder, however deep and whatever they are called", async () => {
    const files = { "v/1.py": "1", "v/deep/ü b.py": "2", "v/[x]/a": "3", "vv/3.py": "4", "top.py": "5" };
    const sha = repository.commit({ branch: "files", parents: [], files });
    const graph = createLocalGraph(repository.dir, environment);
    const paths = async (folder: string) => (await graph.filesUnder(sha, folder)).map(({ path }) => path);
    expect((await paths("v")).toSorted()).toEqual(["v/1.py", "v/[x]/a", "v/deep/ü b.py"]);
    expect(await paths("v/[x]")).toEqual(["v/[x]/a"]);
    expect(await paths("")).toHaveLength(5);
    expect(await paths("none")).toEqual([]);
    const [first] = await graph.filesUnder(sha, "vv");
    expect((await graph.texts([first?.blob ?? ""])).get(first?.blob ?? "")).toBe("4");
  });

  test("a folder inside the clone will do; one outside, none and a file will not", async () => {
    const sha = repository.commit({ files: { "a/b": "1" } });
    const inside = path.join(repository.dir, "a");
    mkdirSync(inside);
    const below = createLocalGraph(inside, environment);
    expect(await below.resolve("HEAD")).toBe(sha);
    expect(await below.blobAt(sha, "a/b")).not.toBeNull();
    expect(await below.fileAt(sha, "a/b")).toMatchObject({ text: "1" });
    expect(await message(createLocalGraph(tmpdir(), environment).resolve("HEAD"))).toMatch(
      /not a git repository/,
    );
    expect(await message(createLocalGraph("/no/such", environment).resolve("HEAD"))).toMatch(
      /folder does not exist/,
    );
  });

  test("a person's configuration has no say in what is read", async () => {
    const [root, tip] = repository.commits([{ files: { "a/f": "1\n" } }, { files: { "a/f": "2\n" } }]);
    const settings =
      "[diff]\n\trelative = true\n\tnoprefix = true\n\texternal = false\n[log]\n\tshowSignature = true\n\tdate = relative\n[color]\n\tui = always\n[core]\n\tpager = false\n";
    writeFileSync(
      path.join(repository.dir, ".git", "config"),
      `[core]\n\trepositoryformatversion = 0\n${settings}`,
    );
    mkdirSync(path.join(repository.dir, "b"));
    const below = createLocalGraph(path.join(repository.dir, "b"), environment);
    expect(await below.log(tip!, [root!])).toMatchObject([
      { sha: tip, authoredAt: expect.stringMatching(/^2026-/) },
    ]);
    expect((await below.changes(tip!, [root!])).get(tip!)).toMatchObject([{ path: "a/f" }]);
    expect(await below.isReversePatch(tip!, repository.revert("main", tip!))).toBe(true);
  });
});
