import { describe, expect, test } from "vitest";
import type { CheckId } from "../../../src/checker/check-id.js";
import { evaluate } from "../../../src/checker/evaluate.js";
import type { Facts, Issue, Range } from "../../../src/checker/snapshot.js";
import { commit, issue, issuesFact, known, range, rules, sha, snapshot } from "../sample.js";

/** What one check says of a deploy: its findings, and its words in the summary. */
function look(id: CheckId, facts: Partial<Facts>, sections = "", commits = [commit(1)]) {
  const report = evaluate(snapshot(commits, facts), rules(sections), []);
  const findings = report.findings
    .filter((finding) => finding.check === id)
    .map(({ subject, message, remedy, url }) => ({ subject: subject.id, message, remedy, url }));
  return {
    findings,
    summary: report.summary,
    state: report.checks.find((result) => result.id === id)?.state,
  };
}

function lookAtRange(id: CheckId, over: Partial<Range>, commits = [commit(1)]) {
  return look(id, { range: known(range(commits, over)) }, "", commits);
}

describe("behind-production", () => {
  test("one finding names up to five of the commits that would be taken back", () => {
    const behind = Array.from({ length: 7 }, (_, index) => ({
      sha: sha(0xabcdef0 + index),
      subject: `Hotfix ${index}`,
    }));
    const { findings, summary } = lookAtRange("behind-production", { behind });
    expect(summary).toBe("behind production by 7 commits");
    expect(findings).toEqual([
      {
        subject: "web",
        message:
          'production has 7 commits that this deploy would take back: 0000000 "Hotfix 0", 0000000 "Hotfix 1", ' +
          '0000000 "Hotfix 2", 0000000 "Hotfix 3", 0000000 "Hotfix 4" and 2 more',
        remedy: "Merge production into deploy",
        url: `https://github.com/acme/web/compare/${sha(1)}...${sha(0)}`,
      },
    ]);
  });

  test("one commit is one commit", () => {
    const { summary } = lookAtRange("behind-production", { behind: [{ sha: sha(9), subject: "Hotfix" }] });
    expect(summary).toBe("behind production by 1 commit");
  });
});

describe("commit-without-issue", () => {
  test("names the commit, its author and what to write", () => {
    const commits = [commit(2, { message: "Fix\nmore" }), commit(1)];
    const { findings, summary } = look("commit-without-issue", {}, "", commits);
    expect(summary).toBe("1 commit without an issue");
    expect(findings).toEqual([
      {
        subject: sha(2),
        message: '0000000 "Fix" by Ann names no issue',
        remedy: "Amend the message to name an issue of STORY or TECH, or add no-jira where it needs none",
        url: `https://github.com/acme/web/commit/${sha(2)}`,
      },
    ]);
  });

  test("several are counted; marked, ignored, reverted and live commits are none", () => {
    const commits = [
      commit(6, { message: "A" }),
      commit(5, { message: "B" }),
      commit(4, { message: "no-jira" }),
      commit(3, { message: "C", alreadyShipped: true }),
    ];
    expect(look("commit-without-issue", {}, "", commits).summary).toBe("2 commits without an issue");
  });

  test("points at the pull request's title where keys are read from there", () => {
    const sections = "jira: {projects: [STORY], pull-request-keys: true}";
    const { findings } = look("commit-without-issue", {}, sections, [commit(2, { message: "Fix" })]);
    expect(findings[0]?.remedy).toBe(
      "Amend the message, or the title of its pull request, to name an issue of STORY, or add no-jira where it needs none",
    );
  });
});

describe("issue-not-found", () => {
  test("names the commit that names it", () => {
    const { findings, summary } = look("issue-not-found", { issues: issuesFact() });
    expect(summary).toBe("1 issue not found");
    expect(findings[0]).toEqual({
      subject: "STORY-1",
      message:
        'STORY-1 does not exist in Jira, or this app may not see it; 0000000 "STORY-1 Do the work" names it',
      remedy: "Amend the message to name the right issue, or let this app's Jira account see STORY-1",
      url: `https://github.com/acme/web/commit/${sha(1)}`,
    });
  });

  test("says what more is known", () => {
    const issues = known({ issues: {}, notes: { "STORY-1": "Jira could not read it" } });
    expect(look("issue-not-found", { issues }).findings[0]?.message).toMatch(
      /^STORY-1: Jira could not read it; /,
    );
  });
});

describe("issue-status", () => {
  const statuses = "issues: {statuses: [Ready to Deploy]}";
  const withSubtasks = "issues: {statuses: [Ready to Deploy], subtask-statuses: [Ready to Deploy, Closed]}";

  function ofIssue(over: Partial<Issue>, sections: string) {
    return look("issue-status", { issues: issuesFact(issue("STORY-1", over)) }, sections);
  }

  test("names the status and where it belongs", () => {
    const { findings, summary } = ofIssue({ status: "In Progress" }, statuses);
    expect(summary).toBe("1 issue not Ready to Deploy");
    expect(findings).toEqual([
      {
        subject: "STORY-1",
        message: 'STORY-1 is "In Progress", not Ready to Deploy',
        remedy: 'Move STORY-1 to "Ready to Deploy" in Jira',
        url: "https://jira.example.com/browse/STORY-1",
      },
    ]);
  });

  test.each<[string, Partial<Issue>, string, string]>([
    ["any case and blanks around", { status: " READY to deploy " }, statuses, "success"],
    ["another status", { status: "Ready" }, statuses, "failure"],
    ["a sub-task of its own list", { status: "closed", subtask: true }, withSubtasks, "success"],
    ["a story in the sub-tasks' list", { status: "Closed" }, withSubtasks, "failure"],
    [
      "a story below an epic is no sub-task",
      { status: "Closed", parent: { key: "STORY-9", summary: "", type: "Epic" } },
      withSubtasks,
      "failure",
    ],
    ["a sub-task without a list of its own", { status: "Closed", subtask: true }, statuses, "failure"],
    ["only sub-tasks are asked: a story", { status: "x" }, "issues: {subtask-statuses: [Done]}", "success"],
    [
      "only sub-tasks are asked: a sub-task",
      { status: "x", subtask: true },
      "issues: {subtask-statuses: [Done]}",
      "failure",
    ],
    ["not asked", { status: "x" }, "", "off"],
    ["switched off", { status: "x" }, `${statuses}\nchecks: {issue-status: off}`, "off"],
    ["a warning", { status: "x" }, `${statuses}\nchecks: {issue-status: warning}`, "warning"],
  ])("%s", (_, over, sections, state) => {
    expect(ofIssue(over, sections).state).toBe(state);
  });

  test.each([
    ["[Ready to Deploy, Closed]", "1 issue not Ready to Deploy or Closed"],
    ["[Ready to Deploy, Closed, Done]", "1 issue not Ready to Deploy, Closed …"],
    ["[A status with a name that never ends]", "1 issue not A status with a name th…"],
  ])("the allowed ones are named in short: %s", (allowed, summary) => {
    expect(ofIssue({ status: "x" }, `issues: {statuses: ${allowed}}`).summary).toBe(summary);
  });

  test("stories and sub-tasks are one count where that is true of both", () => {
    const issues = issuesFact(
      issue("STORY-1", { status: "x" }),
      issue("STORY-2", { status: "x", subtask: true }),
    );
    const commits = [commit(2), commit(1)];
    expect(look("issue-status", { issues }, withSubtasks, commits).summary).toBe(
      "2 issues not Ready to Deploy",
    );
    const apart = "issues: {statuses: [Ready to Deploy], subtask-statuses: [Closed]}";
    expect(look("issue-status", { issues }, apart, commits).summary).toBe(
      "1 issue not Closed, 1 issue not Ready to Deploy",
    );
  });

  test("a moved issue is found under its old key and moved under its new one", () => {
    const issues = known({ issues: { "STORY-1": issue("TECH-5", { status: "x" }) }, notes: {} });
    const { findings } = look("issue-status", { issues }, statuses);
    expect(findings[0]).toMatchObject({
      subject: "STORY-1",
      remedy: 'Move TECH-5 to "Ready to Deploy" in Jira',
    });
  });
});

describe("issue-field", () => {
  const risk = "issues: {fields: [{field: Risk, required: true}]}";
  const tests = "issues: {fields: [{field: Tests, one-of: [Ready to Run, Not Needed]}]}";

  function ofFields(fields: Issue["fields"], sections: string, over: Partial<Issue> = {}) {
    return look("issue-field", { issues: issuesFact(issue("STORY-1", { fields, ...over })) }, sections);
  }

  test("an empty field is to be filled in", () => {
    const { findings, summary } = ofFields({ Risk: { state: "empty" } }, risk);
    expect(summary).toBe("1 issue without Risk");
    expect(findings).toEqual([
      {
        subject: "STORY-1",
        message: "Risk is empty on STORY-1",
        remedy: "Fill in Risk on STORY-1",
        url: "https://jira.example.com/browse/STORY-1",
      },
    ]);
    expect(ofFields({ Tests: { state: "empty" } }, tests).findings[0]?.remedy).toBe(
      "Fill in Tests on STORY-1: Ready to Run or Not Needed",
    );
  });

  test("a field that is not on the screen needs an administrator", () => {
    const { findings, summary } = ofFields({ Risk: { state: "absent" } }, risk, { type: "Bug" });
    expect(summary).toBe("1 issue without Risk");
    expect(findings[0]).toMatchObject({
      message: "Risk is not on the screen of STORY-1 (Bug)",
      remedy:
        'Ask a Jira administrator to add Risk to the screen of Bug, or write "required: false" in the policy',
    });
  });

  test("a wrong value is named with the right ones", () => {
    const { findings, summary } = ofFields({ Tests: { state: "value", texts: ["Draft"] } }, tests);
    expect(summary).toBe('1 issue with Tests "Draft"');
    expect(findings[0]).toMatchObject({
      message: 'Tests of STORY-1 is "Draft", which is not Ready to Run or Not Needed',
      remedy: 'Set Tests of STORY-1 to "Ready to Run" or "Not Needed"',
    });
  });

  test("a value that does not match is named with the pattern", () => {
    const sections = "issues: {fields: [{field: Level, one-of: [a, b], matches: '^a'}]}";
    expect(ofFields({ Level: { state: "value", texts: ["b"] } }, sections).findings[0]).toMatchObject({
      message: 'Level of STORY-1 is "b", which does not match ^a',
      remedy: "Set Level of STORY-1 to a value that matches ^a",
    });
    expect(ofFields({ Level: { state: "value", texts: ["c"] } }, sections).findings[0]?.message).toContain(
      "is not a or b",
    );
  });

  const value = (...texts: string[]): Issue["fields"] => ({ F: { state: "value", texts } });
  test.each<[string, string, Issue["fields"], string]>([
    ["zero is a value", "{field: F}", value("0"), "success"],
    ["required by itself", "{field: F}", { F: { state: "empty" } }, "failure"],
    ["one-of asks for a value", "{field: F, one-of: [a]}", { F: { state: "empty" } }, "failure"],
    ["matches asks for a value", "{field: F, matches: a}", { F: { state: "absent" } }, "failure"],
    [
      "one-of, not required",
      "{field: F, one-of: [a], required: false}",
      { F: { state: "empty" } },
      "success",
    ],
    ["not required and absent", "{field: F, matches: a, required: false}", {}, "success"],
    ["not required, but wrong", "{field: F, one-of: [a], required: false}", value("b"), "failure"],
    ["any case", "{field: F, one-of: [Ready]}", value(" READY "), "success"],
    ["numbers and booleans", "{field: F, one-of: [1, true]}", value("1", "true"), "success"],
    ["every one of several", "{field: F, one-of: [a, b]}", value("a", "c"), "failure"],
    ["every one matches", "{field: F, matches: '^a'}", value("ab", "ba"), "failure"],
    ["shown, not checked", "{field: F, required: false}", { F: { state: "empty" } }, "success"],
    ["names of JavaScript", "{field: constructor}", {}, "failure"],
  ])("%s", (_, field, fields, state) => {
    expect(ofFields(fields, `issues: {fields: [${field}]}`).state).toBe(state);
  });

  test("sub-tasks are asked only where the policy says so", () => {
    const empty: Issue["fields"] = { Risk: { state: "empty" } };
    expect(ofFields(empty, risk, { subtask: true }).state).toBe("success");
    const sections = "issues: {fields: [{field: Risk, subtasks: true}]}";
    expect(ofFields(empty, sections, { subtask: true }).state).toBe("failure");
    expect(ofFields({}, sections, { subtask: true, type: "Sub-task" }).findings[0]?.remedy).toContain(
      "leave sub-tasks out of the rule",
    );
  });

  test("several fields are several findings, two rules on one field are one", () => {
    const sections =
      "issues: {fields: [{field: Risk}, {field: Tests}, {field: Risk, one-of: [Low]}, {field: Tests, matches: x}]}";
    const { findings, summary } = ofFields({ Risk: { state: "value", texts: ["High"] } }, sections);
    expect(findings.map(({ message }) => message)).toEqual([
      "Tests is not on the screen of STORY-1 (Story)",
      'Risk of STORY-1 is "High", which is not Low',
    ]);
    expect(summary).toBe('1 issue without Tests, 1 issue with Risk "High"');
  });

  test("different wrong values of one field are counted together", () => {
    const texts = ["Draft", "Open", "Draft"];
    const issues = issuesFact(
      ...texts.map((text, index) =>
        issue(`STORY-${index + 1}`, { fields: { Tests: { state: "value", texts: [text] } } }),
      ),
    );
    const commits = [commit(3), commit(2), commit(1)];
    expect(look("issue-field", { issues }, tests, commits).summary).toBe("3 issues with another Tests");
  });
});

describe("issue-missing-from-deploy", () => {
  const sections = "issues: {ready-to-deploy: 'status = Ready'}";

  function ready(...keys: string[]): Partial<Facts> {
    const found = keys.map((key) => ({
      key,
      summary: `Summary of ${key}`,
      url: `https://jira.example.com/${key}`,
    }));
    return { "ready-issues": known({ issues: found, jql: "", url: "" }) };
  }

  test("a ready issue that no commit names is a warning", () => {
    const { findings, summary, state } = look(
      "issue-missing-from-deploy",
      ready("STORY-1", "STORY-8", "TECH-9"),
      sections,
    );
    expect(state).toBe("warning");
    expect(summary).toBe("OK to deploy: 1 issue, 1 commit, 2 ready issues not in this deploy");
    expect(findings[0]).toEqual({
      subject: "STORY-8",
      message: 'STORY-8 "Summary of STORY-8" is ready to deploy, but no commit of this deploy names it',
      remedy: "Merge the work on STORY-8 into deploy, or move the issue back in Jira",
      url: "https://jira.example.com/STORY-8",
    });
  });

  test("moved issues and live ones are not missing, reverted ones are", () => {
    const commits = [
      commit(4, { message: 'Revert "STORY-3"' }),
      commit(3),
      commit(2, { alreadyShipped: true }),
      commit(1),
    ];
    const facts = {
      ...ready("TECH-5", "STORY-2", "STORY-3"),
      issues: known({ issues: { "STORY-1": issue("TECH-5") }, notes: {} }),
      range: known(range(commits, { reverts: [{ sha: sha(4), undoes: [sha(3)], complete: true }] })),
    };
    const { findings } = look("issue-missing-from-deploy", facts, sections, commits);
    expect(findings.map(({ message }) => message)).toEqual([
      'STORY-3 "Summary of STORY-3" is ready to deploy, but its commits were reverted',
    ]);
  });
});

test("issue-missing-from-deploy: where Jira's list has an end, that nothing is missing is not said", () => {
  const list = (...keys: string[]) => ({
    "ready-issues": known({
      issues: keys.map((key) => ({ key, summary: "", url: "" })),
      jql: "",
      url: "https://jira.example.com/issues/?jql=x",
      truncatedAt: 1000,
    }),
  });
  const sections =
    "issues: {ready-to-deploy: 'status = Ready'}\nchecks: {issue-missing-from-deploy: failure}";
  const { findings, summary, state } = look("issue-missing-from-deploy", list("STORY-1"), sections);
  expect([state, summary]).toEqual(["failure", "more ready issues than can be compared"]);
  expect(findings).toEqual([
    {
      subject: "web",
      message:
        "The query for ready issues finds more than 1,000: the others were not compared with this deploy",
      remedy: "Narrow the policy's issues.ready-to-deploy to what the next deploy should hold",
      url: "https://jira.example.com/issues/?jql=x",
    },
  ]);
  const both = look("issue-missing-from-deploy", list("STORY-8"), sections);
  expect(both.summary).toBe("1 ready issue not in this deploy, more ready issues than can be compared");
});

test("issue-without-commits: an issue of an earlier push is gone, and was not reverted", () => {
  const commits = [commit(3, { message: 'Revert "STORY-2"' }), commit(2), commit(1)];
  const facts = {
    "earlier-issues": known(["STORY-1", "STORY-2", "STORY-7"]),
    range: known(range(commits, { reverts: [{ sha: sha(3), undoes: [sha(2)], complete: true }] })),
  };
  const sections = "checks: {issue-without-commits: failure}";
  const { findings, summary } = look("issue-without-commits", facts, sections, commits);
  expect(summary).toBe("1 issue of earlier pushes without commits");
  expect(findings.map(({ subject }) => subject)).toEqual(["STORY-7"]);
  expect(look("issue-without-commits", facts, "", commits).state).toBe("off");
});

test("issue-partly-merged: pull requests of a shipping issue are still open", () => {
  const pull = (number: number, title: string, branch: string) => ({
    number,
    title,
    branch,
    url: `https://x/${number}`,
  });
  const facts = {
    "open-pull-requests": known([
      pull(12, "More of STORY-1", "x"),
      pull(9, "More", "story-1-more"),
      pull(13, "STORY-2", "STORY-2"),
    ]),
  };
  const sections = "checks: {issue-partly-merged: failure}";
  const { findings, summary } = look("issue-partly-merged", facts, sections);
  expect(summary).toBe("1 issue with open pull requests");
  expect(findings).toEqual([
    {
      subject: "STORY-1",
      message: 'STORY-1 ships in part: #12 "More of STORY-1" and #9 "More" are still open',
      remedy: "Merge or close 2 pull requests of STORY-1",
      url: "https://x/12",
    },
  ]);
});

describe("policy-changed and policy-invalid", () => {
  const path = ".github/pre-deploy-checker.yml";

  test("a changed file is read by a person", () => {
    const facts = { "policy-file": known({ path, changed: true, blob: "b1", mistakes: [] }) };
    const { findings, summary } = look("policy-changed", facts);
    expect(summary).toBe("changes its own policy");
    expect(findings).toEqual([
      {
        subject: "web",
        message: `This deploy changes ${path}; it is judged by the policy of main`,
        remedy: `Have the change of ${path} read and approved, or take it out of this deploy`,
        url: `https://github.com/acme/web/compare/${sha(0)}...${sha(1)}`,
      },
    ]);
  });

  test("an invalid file is named with its first mistake and line", () => {
    const mistakes = [
      { line: 7, message: 'unknown key "statusses"' },
      { line: null, message: "more" },
    ];
    const facts = { "policy-file": known({ path, changed: false, mistakes }) };
    const { findings, summary } = look("policy-invalid", facts);
    expect(summary).toBe("makes its own policy invalid");
    expect(findings[0]).toMatchObject({
      message: `${path} is invalid at 0000000, line 7: unknown key "statusses" (and 1 more)`,
      url: `https://github.com/acme/web/blob/${sha(1)}/${path}#L7`,
    });
  });
});

describe("revert-incomplete", () => {
  const commits = [commit(2, { message: 'Revert "STORY-1 Do the work"' }), commit(1)];

  test("warns of what is left", () => {
    const reverts = [{ sha: sha(2), undoes: [sha(1)], complete: false }];
    const { findings, summary, state } = lookAtRange("revert-incomplete", { reverts }, commits);
    expect(state).toBe("warning");
    expect(summary).toBe("OK to deploy: 1 issue, 2 commits, 1 revert that does not undo its commit");
    expect(findings[0]?.message).toBe(
      '0000000 "Revert "STORY-1 Do the work"" does not undo exactly 0000000 "STORY-1 Do the work"; all of them count as shipping',
    );
  });

  test("says nothing of a revert that was itself undone", () => {
    const reverts = [
      { sha: sha(3), undoes: [sha(2)], complete: true },
      { sha: sha(2), undoes: [sha(1)], complete: false },
    ];
    const { state } = lookAtRange("revert-incomplete", { reverts }, [commit(3), ...commits]);
    expect(state).toBe("success");
  });
});
