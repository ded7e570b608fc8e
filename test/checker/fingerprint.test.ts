import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { evaluate } from "../../src/checker/evaluate.js";
import type { Commit, Facts, Issue } from "../../src/checker/snapshot.js";
import { commit, issue, issuesFact, known, range, rules, sha, snapshot } from "./sample.js";

const judgedBy = rules("issues: {statuses: [Ready to Deploy], fields: [{field: Risk}]}");

function ids(
  commits: readonly Commit[],
  issues: readonly Issue[] = [],
  facts: Partial<Facts> = {},
  head = sha(900),
) {
  const found = snapshot(
    commits,
    { issues: issuesFact(...issues), ...facts },
    { head: { ref: "deploy", sha: head } },
  );
  return evaluate(found, judgedBy, []).findings.map(({ id }) => id);
}

const open = issue("STORY-1", { status: "Open" });

test("a fingerprint is 64 hexadecimal digits", () => {
  expect(ids([commit(1)], [open])).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
});

describe("stays the same", () => {
  const without = commit(1, { message: "Fix\n" });

  test("for a commit that is rebased", () => {
    const rebased = { ...without, sha: sha(77), parents: [sha(78)], committedAt: "2026-11-21T00:00:00Z" };
    expect(ids([rebased])).toEqual(ids([without]));
    expect(ids([commit(2, { message: "no-jira" }), rebased], [], {}, sha(901))).toEqual(ids([without]));
  });

  test("for an issue whose commits are rebased or in another order, and whatever else ships", () => {
    const [a, b] = [commit(1), commit(2, { message: "STORY-1 more" })];
    const rebased = [{ ...a, sha: sha(50) }, commit(9, { message: "no-jira" }), { ...b, sha: sha(51) }];
    expect(ids(rebased, [open])).toEqual(ids([b, a], [open]));
  });

  test("for production's lost commits, whatever the head", () => {
    const behind = [
      { sha: sha(5), subject: "a" },
      { sha: sha(6), subject: "b" },
    ];
    const facts = (list: typeof behind) => ({ range: known(range([], { behind: list })) });
    expect(ids([], [], facts(behind.toReversed()), sha(901))).toEqual(ids([], [], facts(behind)));
  });
});

describe("changes with", () => {
  const before = ids([commit(1)], [open]);

  test.each<[string, Commit[], Issue]>([
    ["the issue's status", [commit(1)], issue("STORY-1", { status: "Closed" })],
    ["new work on the issue", [commit(2, { message: "STORY-1 more" }), commit(1)], open],
    ["other work on the issue", [commit(1, { changeId: "other" })], open],
  ])("%s", (_, commits, found) => {
    expect(ids(commits, [found])).not.toEqual(before);
  });

  test("the commit's message and changes", () => {
    const fix = ids([commit(1, { message: "Fix" })]);
    expect(ids([commit(1, { message: "Fix all" })])).not.toEqual(fix);
    expect(ids([commit(1, { message: "Fix", changeId: "other" })])).not.toEqual(fix);
  });

  test("the policy file's contents; without them, with every head", () => {
    const file = (over: object) => ({
      "policy-file": known({ path: "p", changed: true, mistakes: [], ...over }),
    });
    expect(ids([], [], file({ blob: "a" }), sha(1))).toEqual(ids([], [], file({ blob: "a" }), sha(2)));
    expect(ids([], [], file({ blob: "b" }))).not.toEqual(ids([], [], file({ blob: "a" })));
    expect(ids([], [], file({ blob: null }))).not.toEqual(ids([], [], file({ blob: "a" })));
    expect(ids([], [], file({}), sha(1))).not.toEqual(ids([], [], file({}), sha(2)));
  });

  test("the state of the field", () => {
    const risk = (value: Issue["fields"][string]) =>
      ids([commit(1)], [issue("STORY-1", { fields: { Risk: value } })]);
    expect(risk({ state: "empty" })).not.toEqual(risk({ state: "absent" }));
  });
});

test("commits that are the same in all this get ids of their own, and older ones keep theirs", () => {
  const twin = (number: number) => commit(number, { message: "Fix", changeId: "same" });
  const two = ids([twin(2), twin(1)]);
  const three = ids([twin(3), twin(2), twin(1)]);
  expect(new Set(three).size).toBe(3);
  expect(three.slice(1)).toEqual(two);
});

test("no two findings of a report share an id", () => {
  const message = fc.constantFrom("Fix", "STORY-1 a", "STORY-2 b", "STORY-1 STORY-2");
  const one = fc.record({ message, changeId: fc.constantFrom("a", "b") });
  fc.assert(
    fc.property(fc.array(one, { maxLength: 12 }), (contents) => {
      const commits = contents.map((over, index) => commit(index + 1, over));
      const all = ids(commits, [open]);
      expect(new Set(all).size).toBe(all.length);
    }),
  );
});
