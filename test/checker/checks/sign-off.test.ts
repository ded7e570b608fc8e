import { describe, expect, test } from "vitest";
import { contentDigest } from "../../../src/checker/content-ids.js";
import { evaluate } from "../../../src/checker/evaluate.js";
import { reportSchema } from "../../../src/checker/report-schema.js";
import type { Report, SignOff } from "../../../src/checker/report.js";
import type { Commit, Facts } from "../../../src/checker/snapshot.js";
import { commit, known, range, rules, sha, snapshot, unavailable } from "../sample.js";

const both = `sign-offs:
  - { name: QA, by: { teams: [acme/qa], users: [ada] } }
  - { name: On call, by: on-call }
people: { on-call: { users: [ada] } }`;
const onlyQa = "sign-offs: [{ name: QA, by: { users: [ada] } }]";
const signedAt = "2026-11-20T11:00:00.000Z";

function judge(
  commits: readonly Commit[],
  {
    given = [],
    sections = onlyQa,
    facts = {},
  }: Partial<{ given: SignOff[]; sections: string; facts: Partial<Facts> }> = {},
): Report {
  return evaluate(snapshot(commits, facts), rules(sections), [], { signOffs: given });
}

/** A sign-off for what a report says the deploy contains. */
function given({ contentIds }: Report, over: Partial<SignOff> = {}): SignOff {
  const ids = contentIds ?? [];
  return {
    id: "1",
    name: "QA",
    by: "ada",
    note: "",
    at: signedAt,
    content: contentDigest(ids),
    contentIds: ids,
    ...over,
  };
}

const messages = ({ findings }: Report) => findings.map(({ message }) => message);
const stateOf = ({ checks }: Report) => checks.find(({ id }) => id === "sign-off")?.state;

test("without sign-offs in the policy the check is off, and nothing is kept", () => {
  const report = judge([commit(1)], { sections: "" });
  expect(stateOf(report)).toBe("off");
  expect(report).toMatchObject({ state: "success", signOffs: [], contentIds: null });
});

test("every sign-off that is missing is a finding that says who may give it", () => {
  const report = judge([commit(1)], { sections: both });
  expect(report).toMatchObject({ state: "failure", summary: "2 sign-offs missing" });
  expect(report.findings.map(({ message, remedy }) => [message, remedy])).toEqual([
    ["QA has not signed off", 'Have team acme/qa or @ada sign off under "Sign-offs" on the deploy\'s page'],
    [
      "On call has not signed off",
      'Have whoever is on call sign off under "Sign-offs" on the deploy\'s page',
    ],
  ]);
  const one = judge([commit(1)], { sections: both, given: [given(report)] });
  expect(one).toMatchObject({ summary: "1 sign-off missing" });
  expect(one.signOffs.map(({ name, given: by }) => [name, by.length])).toEqual([
    ["QA", 1],
    ["On call", 0],
  ]);
});

test("a sign-off is of a target only where the policy says so", () => {
  expect(rules("sign-offs: [{ name: QA, by: write, targets: [web] }]").signOffs).toHaveLength(1);
});

describe("a sign-off for what is there", () => {
  const commits = [commit(2), commit(1)];
  const word = given(judge(commits));

  test.each<[string, readonly Commit[]]>([
    ["the same head", commits],
    ["a rebase", [commit(2, { sha: sha(12) }), commit(1, { sha: sha(11) })]],
    ["another order", [commit(1), commit(2)]],
    ["another wording", [commit(2, { message: "STORY-2 In other words" }), commit(1)]],
    ["what production has already", [commit(3, { alreadyShipped: true }), ...commits]],
  ])("holds for %s", (_what, after) => {
    const report = judge(after, { given: [word] });
    expect(report.state).toBe("success");
    expect(report.signOffs[0]).toMatchObject({
      given: [{ id: "1", by: "ada", note: "", at: signedAt }],
      fallen: null,
    });
    expect(reportSchema.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
  });

  test("holds for a commit that comes with its exact revert", () => {
    const undone = [
      commit(4, { message: `Revert "x"\n\nThis reverts commit ${sha(3)}.` }),
      commit(3),
      ...commits,
    ];
    const reverts = [{ sha: sha(4), undoes: [sha(3)], complete: true }];
    const report = judge(undone, { given: [word], facts: { range: known(range(undone, { reverts })) } });
    expect(stateOf(report)).toBe("success");
  });

  test.each<[string, readonly Commit[], string]>([
    [
      "new work",
      [commit(3, { sha: `abc1234${sha(3).slice(7)}` }), ...commits],
      '1 commit is new (abc1234 "STORY-3 Do the work")',
    ],
    ["less of it", [commit(1)], "1 commit is gone"],
    [
      "other work on the issue",
      [commit(2, { changeId: "other" }), commit(1)],
      '1 commit is new (0000000 "STORY-2 Do the work") and 1 commit is gone',
    ],
    [
      "the same work for another issue",
      [commit(2, { message: "STORY-7 Do the work" }), commit(1)],
      '1 commit is new (0000000 "STORY-7 Do the work") and 1 commit is gone',
    ],
    [
      "the same change once more",
      [commit(2, { sha: sha(9) }), ...commits],
      '1 commit is new (0000000 "STORY-2 Do the work")',
    ],
  ])("falls with %s", (_what, after, why) => {
    const report = judge(after, { given: [word] });
    expect(report.summary).toBe("1 sign-off missing");
    expect(messages(report)).toEqual([`QA: the sign-off by @ada fell, ${why}`]);
    expect(report.signOffs[0]).toMatchObject({ given: [], fallen: { by: "ada", at: signedAt, why } });
  });

  test("says that much where it is not known any more what it was given for", () => {
    const report = judge([commit(3)], { given: [{ ...word, contentIds: null }] });
    expect(messages(report)).toEqual(["QA: the sign-off by @ada fell, the deploy has other commits"]);
  });

  test("is not one of another name", () => {
    expect(judge(commits, { given: [{ ...word, name: "Product" }] }).state).toBe("failure");
  });
});

test("who accepts that one is missing accepts it for this content", () => {
  const ids = (commits: readonly Commit[]) => judge(commits).findings.map(({ id }) => id);
  expect(ids([commit(1, { sha: sha(8) })])).toEqual(ids([commit(1)]));
  expect(ids([commit(2), commit(1)])).not.toEqual(ids([commit(1)]));
});

test("where nothing goes out nobody has to sign off", () => {
  expect(judge([]).state).toBe("success");
});

test.each<[keyof Facts, string]>([
  ["range", onlyQa],
  ["origins", `${onlyQa}\njira: { projects: [STORY], pull-request-keys: true }`],
])("where the %s cannot be told, nobody's word is known to hold", (fact, sections) => {
  const commits = [commit(1, { message: "no key" })];
  const word = given(judge(commits, { sections }));
  const report = judge(commits, { sections, given: [word], facts: { [fact]: unavailable("away") } });
  expect(stateOf(report)).toBe("error");
  expect(report).toMatchObject({ contentIds: null, signOffs: [{ given: [], fallen: null }] });
});
