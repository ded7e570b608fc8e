import { describe, expect, test } from "vitest";
import { classifyCommits, commitsToAskAbout, keysToLookUp } from "../../src/checker/classify-commits.js";
import type { Commit, CommitOrigins, Range } from "../../src/checker/snapshot.js";
import { commit, range, rules, sha } from "./sample.js";

const merge = [sha(500), sha(501)];

function dispositions(
  commits: readonly Commit[],
  sections = "",
  over: Partial<Range> = {},
  origins: CommitOrigins | null = null,
) {
  const contents = classifyCommits(range(commits, over), origins, rules(sections).commits);
  return contents.commits.map(({ disposition }) => disposition);
}

describe("what becomes of a commit", () => {
  const ignoring = `commits: {ignore: ['^Merge '], ignore-authors: ["Dependabot[bot]"]}`;
  const bot: CommitOrigins = { pullRequestTexts: {}, verifiedAuthors: { [sha(1)]: "dependabot[bot]" } };

  test.each<[string, Partial<Commit>, string, CommitOrigins | null, string]>([
    ["a key: ships", {}, "", null, "shipping"],
    ["no key: ships all the same", { message: "Fix" }, "", null, "shipping"],
    ["the marker: needs no issue", { message: "Fix [no-jira]" }, "", null, "no-issue"],
    ["the marker and a key: the key counts", { message: "STORY-1 no-jira" }, "", null, "shipping"],
    [
      "a marker of one's own",
      { message: "Fix (trivial)" },
      "commits: {no-issue-marker: trivial}",
      null,
      "no-issue",
    ],
    ["the patch is live", { alreadyShipped: true }, ignoring, null, "already-shipped"],
    ["an ignored merge", { message: "Merge branch 'x'", parents: merge }, ignoring, null, "ignored"],
    ["an ignored merge, key or not", { message: "Merge STORY-1", parents: merge }, ignoring, null, "ignored"],
    ["the pattern on no merge", { message: "Merge branch 'x'" }, ignoring, null, "shipping"],
    [
      "the pattern in the body only",
      { message: "x\nMerge branch", parents: merge },
      ignoring,
      null,
      "shipping",
    ],
    [
      "any commit",
      { message: "Merge x" },
      "commits: {ignore: ['^Merge '], any-commit: true}",
      null,
      "ignored",
    ],
    ["a verified bot", { message: "Bump x" }, ignoring, bot, "ignored"],
    [
      "a bot in name only",
      { message: "Bump x", author: { name: "dependabot[bot]", email: "" } },
      ignoring,
      null,
      "shipping",
    ],
  ])("%s", (_, over, sections, origins, expected) => {
    expect(dispositions([commit(1, over)], sections, {}, origins)).toEqual([expected]);
  });

  test("a revert and what it undoes cancel out; a revert of the revert restores", () => {
    const commits = [commit(2, { message: 'Revert "STORY-1 x"' }), commit(1)];
    const undo = { sha: sha(2), undoes: [sha(1)], complete: true };
    expect(dispositions(commits, "", { reverts: [undo] })).toEqual(["reverted", "reverted"]);
    const redo = { sha: sha(3), undoes: [sha(2)], complete: true };
    expect(dispositions([commit(3), ...commits], "", { reverts: [redo, undo] })).toEqual([
      "reverted",
      "reverted",
      "shipping",
    ]);
  });

  test("an incomplete revert cancels nothing", () => {
    const reverts = [{ sha: sha(2), undoes: [sha(1)], complete: false }];
    expect(dispositions([commit(2), commit(1)], "", { reverts })).toEqual(["shipping", "shipping"]);
  });

  test("a revert of what is live already ships: it changes production", () => {
    const reverts = [{ sha: sha(2), undoes: [sha(1)], complete: true }];
    expect(dispositions([commit(2), commit(1, { alreadyShipped: true })], "", { reverts })).toEqual([
      "shipping",
      "already-shipped",
    ]);
  });
});

describe("keys", () => {
  test("come from the whole message, each issue with its commits in order of first mention", () => {
    const commits = [
      commit(3, { message: "TECH-9: x\n\nSee also story-1" }),
      commit(2, { message: "STORY-1 y" }),
      commit(1, { message: "UTF-8 z" }),
    ];
    const contents = classifyCommits(range(commits), null, rules().commits);
    expect([...contents.issues].map(([key, of]) => [key, of.map((one) => one.sha)])).toEqual([
      ["TECH-9", [sha(3)]],
      ["STORY-1", [sha(3), sha(2)]],
    ]);
    expect(keysToLookUp(contents)).toEqual(["TECH-9", "STORY-1"]);
    expect(commitsToAskAbout(contents, rules().commits)).toEqual([sha(1)]);
  });

  test("come from pull requests only where the policy says so and the commit has none of its own", () => {
    const commits = [commit(2, { message: "Squashed (#7)" }), commit(1)];
    const origins = {
      pullRequestTexts: { [sha(2)]: ["TECH-5 Title", "tech-5-branch"], [sha(1)]: ["TECH-6"] },
      verifiedAuthors: {},
    };
    const keys = (sections: string) =>
      classifyCommits(range(commits), origins, rules(sections).commits).commits.map(
        ({ issueKeys }) => issueKeys,
      );
    expect(keys("")).toEqual([[], ["STORY-1"]]);
    expect(keys("jira: {projects: [STORY, TECH], pull-request-keys: true}")).toEqual([
      ["TECH-5"],
      ["STORY-1"],
    ]);
  });

  test("are not read at all without projects", () => {
    const { commits } = rules();
    const contents = classifyCommits(range([commit(1)]), null, { ...commits, keys: null });
    expect(keysToLookUp(contents)).toEqual([]);
    expect(commitsToAskAbout(contents, { ...commits, keys: null })).toEqual([]);
  });
});

test("issues without net commits are told from those that are live", () => {
  const commits = [
    commit(5, { message: 'Revert "STORY-1"' }),
    commit(4, { message: "STORY-3 again" }),
    commit(3, { alreadyShipped: true }),
    commit(2, { alreadyShipped: true }),
    commit(1),
  ];
  const reverts = [{ sha: sha(5), undoes: [sha(1)], complete: true }];
  const contents = classifyCommits(range(commits, { reverts }), null, rules().commits);
  expect(contents.revertedIssues).toEqual(["STORY-1"]);
  expect(contents.alreadyShippedIssues).toEqual(["STORY-2"]);
  expect(keysToLookUp(contents)).toEqual(["STORY-3"]);
});

test("nobody is asked about commits that are reverted, live, ignored or marked", () => {
  const commits = [
    commit(6, { message: "Plain" }),
    commit(5, { message: "Revert" }),
    commit(4, { message: "Undone" }),
    commit(3, { message: "Live", alreadyShipped: true }),
    commit(2, { message: "Merge x", parents: merge }),
    commit(1, { message: "no-jira" }),
  ];
  const { commits: commitRules } = rules("commits: {ignore: [^Merge]}");
  const reverts = [{ sha: sha(5), undoes: [sha(4)], complete: true }];
  const contents = classifyCommits(range(commits, { reverts }), null, commitRules);
  expect(commitsToAskAbout(contents, commitRules)).toEqual([sha(6)]);
});
