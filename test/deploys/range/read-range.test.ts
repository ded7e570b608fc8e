import { afterEach, beforeEach, describe, expect, vi, test } from "vitest";
import fc from "fast-check";
import { cancelReverts } from "../../../src/checker/reverts.js";
import type { Range } from "../../../src/checker/snapshot.js";
import type { CommitGraph, LoggedCommit } from "../../../src/deploys/ports/mirror.js";
import { readRange, type RangeRequest } from "../../../src/deploys/range/read-range.js";
import { createLocalGraph } from "../../../src/git/local-graph.js";
import { gitHelperOfFile } from "../../support/git-helper-of-file.js";
import { createGitRepository, type GitRepository } from "../../support/git-repository.js";

const startGit = gitHelperOfFile();
let git: GitRepository;

beforeEach(() => {
  git = createGitRepository();
  git.commits([
    { message: "root", files: { base: "1\n", shared: "1\n" } },
    { message: "before", files: { before: "1\n" } },
  ]);
  git.branch("production", "main");
  git.branch("deploy", "main");
});
afterEach(() => git.remove());

/** A commit on a branch that writes a file of its own. */
let files = 0;
function work(branch: string, message: string, content = `${message}\n`): string {
  files += 1;
  return git.commit({ branch, message, files: { [`file-${files}`]: content } });
}

function openGraph(): CommitGraph {
  return createLocalGraph(git.dir, { PATH: process.env["PATH"], HOME: "/nonexistent" }, startGit);
}

async function rangeOf(request: Partial<RangeRequest> = {}, graph = openGraph()): Promise<Range> {
  const [head, production] = [git.tip("deploy")!, git.tip("production")!];
  return readRange(graph, { head, production, shipped: [], paths: null, ...request });
}

const subjects = (commits: readonly { readonly message: string }[]) =>
  commits.map(({ message }) => message.split("\n")[0]);
const behind = (range: Range) => range.behind.map(({ subject }) => subject);

describe("what is new, after each way of shipping", () => {
  /** How production came to hold what was on deploy; with `hotfix`, production had a commit of its own before. */
  const ways: Record<string, () => void> = {
    "fast-forward": () => git.branch("production", "deploy"),
    "merge commit": () => git.merge("production", "deploy"),
    squash: () => git.squash("production", "deploy"),
    rebase: () => git.rebase("production", "deploy"),
  };

  test.each(Object.keys(ways))("%s: the next push shows just what is new", async (way) => {
    for (const round of [1, 2, 3]) {
      work("deploy", `round ${round} a`);
      work("deploy", `round ${round} b`);
      const range = await rangeOf();
      expect(subjects(range.commits)).toEqual([`round ${round} b`, `round ${round} a`]);
      expect(range.behind).toEqual([]);
      expect(range.commits.some(({ alreadyShipped }) => alreadyShipped)).toBe(false);
      ways[way]!();
      const shipped = await rangeOf();
      expect(shipped.commits).toEqual([]);
      expect(shipped.behind).toEqual([]);
    }
  });

  test("where the log shows that production is below head, nobody waits for the merge base", async () => {
    work("deploy", "one");
    work("deploy", "two");
    const never = new Promise<never>(() => undefined);
    const range = await rangeOf({}, { ...openGraph(), mergeBase: () => never });
    expect(subjects(range.commits)).toEqual(["two", "one"]);
    expect(range.baseReason).toBe("production");
  });

  test.each(Object.keys(ways))("%s, then a hotfix: only the hotfix is behind", async (way) => {
    work("deploy", "one");
    ways[way]!();
    work("production", "hotfix");
    work("deploy", "two");
    const range = await rangeOf();
    expect(subjects(range.commits)).toEqual(["two"]);
    expect(behind(range)).toEqual(["hotfix"]);
    git.cherryPick("deploy", "production");
    const picked = await rangeOf();
    expect(picked.behind).toEqual([]);
    expect(picked.commits.map(({ message, alreadyShipped }) => [message.trim(), alreadyShipped])).toEqual([
      ["hotfix", true],
      ["two", false],
    ]);
  });

  test.each(Object.keys(ways).filter((way) => way !== "fast-forward"))(
    "%s onto a production that had a hotfix: nothing is behind once it is known what shipped",
    async (way) => {
      work("deploy", "one");
      work("production", "hotfix");
      const headSha = git.tip("deploy")!;
      ways[way]!();
      const productionSha = git.tip("production")!;
      work("deploy", "two");
      const recorded = await rangeOf({ shipped: [{ productionSha, headSha }] });
      expect(subjects(recorded.commits)).toEqual(["two"]);
      expect(recorded).toMatchObject({ base: headSha, baseReason: "shipped" });
      expect(recorded.behind).toEqual([]);

      const ask = vi.fn((shas: readonly string[]) =>
        Promise.resolve(shas.includes(productionSha) ? [{ productionSha, headSha }] : []),
      );
      const asked = await rangeOf({ askShipped: ask });
      expect(ask).toHaveBeenCalledTimes(1);
      expect(asked).toEqual(recorded);
    },
  );

  test("the host is asked about twenty commits at most, and not where nothing is behind", async () => {
    const ask = vi.fn((_shas: readonly string[]) => Promise.resolve([]));
    work("deploy", "one");
    await rangeOf({ askShipped: ask });
    expect(ask).not.toHaveBeenCalled();
    const fixes = Array.from({ length: 30 }, (_, at) => work("production", `fix ${at}`));
    const range = await rangeOf({ askShipped: ask });
    expect(ask.mock.calls).toEqual([[fixes.toReversed().slice(0, 20)]]);
    expect(range.behind).toHaveLength(30);
    expect(range.baseReason).toBe("merge-base");
  });

  test("a hotfix merged back into deploy is not behind", async () => {
    work("production", "hotfix");
    work("deploy", "one");
    git.merge("deploy", "production");
    const range = await rangeOf();
    expect(range.behind).toEqual([]);
    expect(subjects(range.commits)).toEqual(["Merge branch 'production' into deploy", "one"]);
    expect(range.baseReason).toBe("production");
  });

  test("merges of production alone are not behind", async () => {
    work("deploy", "one");
    git.merge("production", "deploy");
    git.commit({ branch: "production", parents: ["production", "main"], message: "Merge something known" });
    work("deploy", "two");
    expect(await rangeOf()).toMatchObject({ behind: [] });
  });

  test("a rollback: head is an ancestor of production", async () => {
    work("production", "live 1");
    work("production", "live 2");
    const range = await rangeOf();
    expect(range.commits).toEqual([]);
    expect(behind(range)).toEqual(["live 2", "live 1"]);
  });

  test("the newest equal tree counts, and a record that is newer counts more", async () => {
    work("deploy", "one");
    const first = git.tip("deploy")!;
    git.squash("production", "deploy");
    const again = git.commit({ branch: "deploy", message: "empty, same tree" });
    const two = work("deploy", "two");
    const productionSha = git.tip("production")!;
    expect(await rangeOf()).toMatchObject({ base: again, baseReason: "same-tree" });
    expect(await rangeOf({ shipped: [{ productionSha, headSha: first }] })).toMatchObject({
      base: again,
      baseReason: "same-tree",
    });
    expect(await rangeOf({ shipped: [{ productionSha, headSha: two }] })).toMatchObject({
      base: two,
      baseReason: "shipped",
      commits: [],
    });
  });

  test("a record of a head that was force-pushed away does not count", async () => {
    const old = work("deploy", "old");
    work("production", "hotfix");
    git.squash("production", "deploy");
    const productionSha = git.tip("production")!;
    git.branch("deploy", "main");
    work("deploy", "new");
    const shipped = [
      { productionSha, headSha: old },
      { productionSha, headSha: "f".repeat(40) },
    ];
    const range = await rangeOf({ shipped });
    expect(range.baseReason).toBe("merge-base");
    expect(behind(range)).toEqual(["Squashed", "hotfix"]);
  });

  test("commits that reach head around the base are left out where production has them", async () => {
    const old = git.tip("main")!;
    work("production", "live");
    git.branch("deploy", "production");
    const side = git.commit({ branch: "side", parents: [old], message: "side", files: { side: "1" } });
    git.merge("production", "side");
    git.merge("deploy", "side");
    work("deploy", "new");
    const range = await rangeOf();
    expect(range.commits.map(({ sha }) => sha)).not.toContain(side);
    expect(range.behind).toEqual([]);
  });
});

test("unrelated histories: everything is new, everything of production would be lost", async () => {
  git.commit({ branch: "deploy", parents: [], message: "start over" });
  const range = await rangeOf();
  expect(range).toMatchObject({ base: null, baseReason: "unrelated" });
  expect(subjects(range.commits)).toEqual(["start over"]);
  expect(behind(range)).toEqual(["before", "root"]);
});

test("empty commits count, and have one change id; a rebase keeps change ids", async () => {
  const one = work("deploy", "one");
  git.commit({ branch: "deploy", message: "empty 1" });
  git.commit({ branch: "deploy", message: "empty 2" });
  const before = await rangeOf();
  const ids = new Map(before.commits.map(({ message, changeId }) => [message, changeId]));
  expect(before.commits).toHaveLength(3);
  expect(ids.get("empty 1")).toBe(ids.get("empty 2"));
  expect(ids.get("one")).toMatch(/^[0-9a-f]{64}$/);
  work("production", "else");
  git.branch("deploy", "production");
  git.cherryPick("deploy", one);
  const after = await rangeOf();
  expect(after.commits[0]?.sha).not.toBe(one);
  expect(after.commits[0]?.changeId).toBe(ids.get("one"));
});

test("an empty commit of production is behind: it is nobody's copy", async () => {
  git.commit({ branch: "deploy", message: "empty" });
  git.commit({ branch: "production", message: "empty there", files: { x: "1" } });
  git.commit({ branch: "production", message: "empty too" });
  const range = await rangeOf();
  expect(behind(range)).toEqual(["empty too", "empty there"]);
  expect(range.commits).toMatchObject([{ alreadyShipped: false }]);
});

test("an octopus merge brings in all its parents", async () => {
  const tips = ["a", "b", "c"].map((name) =>
    git.commit({ branch: name, parents: ["main"], message: name, files: { [name]: "1" } }),
  );
  git.merge("deploy", tips, { message: "Octopus" });
  expect(subjects((await rangeOf()).commits).sort()).toEqual(["Octopus", "a", "b", "c"]);
  const undo = git.revert("deploy", "deploy");
  const range = await rangeOf();
  expect(cancelReverts(range.commits, range.reverts).size).toBe(5);
  expect(range.reverts).toMatchObject([{ sha: undo, complete: true }]);
});

describe("path filters", () => {
  test("only commits that touch the paths count, on both sides; ** is no filter", async () => {
    git.commit({ branch: "deploy", message: "api", files: { "api/.hidden/x": "1" } });
    git.commit({ branch: "deploy", message: "web", files: { "web/x": "1" } });
    git.commit({ branch: "deploy", message: "empty" });
    git.commit({ branch: "side", parents: ["main"], message: "side", files: { "api/y": "1" } });
    git.merge("deploy", "side");
    git.commit({ branch: "production", message: "api fix", files: { "api/fix": "1" } });
    git.commit({ branch: "production", message: "web fix", files: { "web/fix": "1" } });
    const told: string[][] = [];
    const onCommits = (commits: readonly LoggedCommit[]) => void told.push(commits.map(({ sha }) => sha));
    const api = await rangeOf({ paths: ["api/**"], onCommits });
    expect(subjects(api.commits).sort()).toEqual(["Merge branch 'side' into deploy", "api", "side"]);
    expect(told).toEqual([api.commits.map(({ sha }) => sha)]);
    expect(behind(api)).toEqual(["api fix"]);
    const all = await rangeOf({ paths: ["**"] });
    expect(all.commits).toHaveLength(5);
    expect(all).toEqual(await rangeOf());
  });
});

test("tells the commits before it is done", async () => {
  work("deploy", "one");
  work("deploy", "two");
  const told: (readonly LoggedCommit[])[] = [];
  const range = await rangeOf({ onCommits: (commits) => void told.push(commits) });
  expect(told.map(subjects)).toEqual([subjects(range.commits)]);
});

describe("reverts", () => {
  const cancelled = (range: Range) => {
    const shas = cancelReverts(range.commits, range.reverts);
    return subjects(range.commits.filter(({ sha }) => shas.has(sha)));
  };

  test("complete: the exact inverse", async () => {
    const one = work("deploy", "one");
    work("deploy", "two");
    const revert = git.revert("deploy", one);
    const range = await rangeOf();
    expect(range.reverts).toEqual([{ sha: revert, undoes: [one], complete: true }]);
    expect(cancelled(range)).toEqual(['Revert "one"', "one"]);
  });

  test("of what shipped before: an ordinary commit", async () => {
    git.revert("deploy", "main");
    expect((await rangeOf()).reverts).toEqual([]);
  });

  test("incomplete: not all is undone", async () => {
    const one = git.commit({ branch: "deploy", message: "one", files: { x: "1", y: "1" } });
    git.commit({
      branch: "deploy",
      message: `Revert "one"\n\nThis reverts commit ${one}.`,
      files: { x: null },
    });
    const range = await rangeOf();
    expect(range.reverts).toMatchObject([{ undoes: [one], complete: false }]);
    expect(cancelled(range)).toEqual([]);
  });

  test("complete although the file went on changing elsewhere", async () => {
    const text = (a: string, z: string) => `${a}\n${"middle\n".repeat(30)}${z}\n`;
    git.commit({ branch: "deploy", message: "start", files: { f: text("a", "z") } });
    const one = git.commit({ branch: "deploy", message: "one", files: { f: text("b", "z") } });
    git.commit({ branch: "deploy", message: "two", files: { f: text("b", "y") } });
    const message = `Revert "one"\n\nThis reverts commit ${one.slice(0, 9)}.`;
    git.commit({ branch: "deploy", message, files: { f: text("a", "y") } });
    const range = await rangeOf();
    expect(range.reverts).toMatchObject([{ undoes: [one], complete: true }]);
  });

  test("of a revert restores, three deep, with Reapply", async () => {
    const one = work("deploy", "one");
    git.revert("deploy", one);
    git.revert("deploy", "deploy", {
      message: `Reapply "one"\n\nThis reverts commit ${git.tip("deploy")!}.`,
    });
    expect(cancelled(await rangeOf())).toEqual(['Reapply "one"', 'Revert "one"']);
    git.revert("deploy", "deploy");
    expect(cancelled(await rangeOf())).toEqual([
      'Revert "Reapply "one""',
      'Reapply "one"',
      'Revert "one"',
      "one",
    ]);
  });

  test("of several at once", async () => {
    const one = git.commit({ branch: "deploy", message: "one", files: { x: "1" } });
    const two = git.commit({ branch: "deploy", message: "two", files: { x: "2", y: "2" } });
    const message = `Back out\n\nThis reverts commits ${one} and ${two.slice(0, 8)}.`;
    git.commit({ branch: "deploy", message, files: { x: null, y: null } });
    expect(cancelled(await rangeOf())).toEqual(["Back out", "two", "one"]);
  });

  test("of several of which one has shipped is incomplete", async () => {
    const shipped = git.tip("main")!;
    const one = work("deploy", "one");
    git.commit({
      branch: "deploy",
      message: `Back out\n\nThis reverts commits ${one} and ${shipped}.`,
      files: { [`file-${files}`]: null, before: null },
    });
    expect((await rangeOf()).reverts).toMatchObject([{ undoes: [one], complete: false }]);
  });

  test("of a merge undoes all that it brought in", async () => {
    git.branch("side", "main");
    work("side", "a");
    work("side", "b");
    work("deploy", "mainline");
    const merge = git.merge("deploy", "side");
    git.revert("deploy", merge);
    const range = await rangeOf();
    expect(range.reverts).toMatchObject([{ complete: true }]);
    expect(cancelled(range).sort()).toEqual(
      ["Merge branch 'side' into deploy", "Revert \"Merge branch 'side' into deploy\"", "a", "b"].sort(),
    );
  });

  test("by GitHub's button on a merged pull request: the merges go with their commits", async () => {
    git.commit({ branch: "side", parents: ["main"], message: "STORY-1 Add", files: { s: "1" } });
    git.merge("deploy", "side", { message: "Merge pull request #12 from acme/side\n\nSTORY-1 Add" });
    git.branch("revert-12", "deploy");
    git.revert("revert-12", "side");
    git.commit({ branch: "deploy", message: "between", files: { t: "1" } });
    git.merge("deploy", "revert-12", {
      message: 'Merge pull request #13 from acme/revert-12\n\nRevert "STORY-1 Add"',
    });
    const range = await rangeOf();
    expect(cancelled(range)).toHaveLength(4);
    expect(range.reverts.every(({ complete }) => complete)).toBe(true);
    expect(range.commits).toHaveLength(5);
  });

  test("by GitHub's button on squashed pull requests: found by number", async () => {
    const one = work("deploy", "Add (#12)");
    git.revert("deploy", one, { message: 'Revert "Add" (#13)\n\nReverts acme/web#12' });
    const range = await rangeOf();
    expect(range.reverts).toMatchObject([{ undoes: [one], complete: true }]);
  });

  test("by subject alone: the newest that is really undone; else incomplete", async () => {
    const first = work("deploy", "same words");
    const second = work("deploy", "same words", "different\n");
    git.revert("deploy", first, { message: 'Revert "same words"' });
    expect((await rangeOf()).reverts).toMatchObject([{ undoes: [first], complete: true }]);
    git.commit({ branch: "deploy", message: 'Revert "same words"', files: { other: "1" } });
    expect((await rangeOf()).reverts[0]).toMatchObject({ undoes: [second], complete: false });
  });

  test("after a rebase the id is of a commit that is gone, and the subject still holds", async () => {
    const one = work("deploy", "one");
    git.revert("deploy", one, { message: `Revert "one"\n\nThis reverts commit ${"e".repeat(40)}.` });
    expect((await rangeOf()).reverts).toMatchObject([{ undoes: [one], complete: true }]);
  });
});

test("a merge with other changes of its own stays when what it brought in is reverted", async () => {
  git.commit({ branch: "side", parents: ["main"], message: "one", files: { s: "1" } });
  git.merge("deploy", "side", { message: "Evil merge", files: { extra: "1" } });
  git.revert("deploy", "side");
  const range = await rangeOf();
  const shas = cancelReverts(range.commits, range.reverts);
  expect(subjects(range.commits.filter(({ sha }) => !shas.has(sha)))).toEqual(["Evil merge"]);
});

test("random histories: the range is what git says it is", async () => {
  const shape = fc.array(fc.tuple(fc.nat(6), fc.option(fc.nat(6)), fc.boolean()), {
    minLength: 4,
    maxLength: 18,
  });
  await fc.assert(
    fc.asyncProperty(shape, fc.nat(), fc.nat(), async (steps, headAt, productionAt) => {
      const specs = steps.map(([first, second, touches], at) => ({
        branch: `random-${at}`,
        parents:
          at === 0
            ? []
            : [
                ...new Set([
                  Math.max(0, at - 1 - first),
                  ...(second === null ? [] : [Math.max(0, at - 1 - second)]),
                ]),
              ],
        message: `commit ${at}`,
        files: touches ? { [`f${at}`]: String(at) } : {},
      }));
      const shas = git.commits(specs);
      const head = shas[headAt % shas.length]!;
      const production = shas[productionAt % shas.length]!;
      const range = await rangeOf({ head, production });
      const without = range.base === null ? [] : [`^${range.base}`];
      const truth = git
        .git("rev-list", head, `^${production}`, ...without)
        .split("\n")
        .filter(Boolean);
      expect(range.commits.map(({ sha }) => sha).sort()).toEqual(truth.sort());
      const lost = git.git("rev-list", "--no-merges", production, `^${head}`).split("\n").filter(Boolean);
      for (const { sha } of range.behind) expect(lost).toContain(sha);
      const position = new Map(range.commits.map(({ sha }, at) => [sha, at]));
      for (const { sha, parents } of range.commits)
        for (const parent of parents)
          expect(position.get(parent) ?? Infinity).toBeGreaterThan(position.get(sha)!);
    }),
    { numRuns: 40 },
  );
});

test("two thousand commits", async () => {
  git.commits(
    Array.from({ length: 2_000 }, (_, at) => ({
      branch: "deploy",
      message: `STORY-${at}`,
      files: { [`d${at % 50}/f`]: String(at) },
    })),
  );
  const range = await rangeOf();
  expect(range.commits).toHaveLength(2_000);
  expect(new Set(range.commits.map(({ changeId }) => changeId)).size).toBe(2_000);
});
