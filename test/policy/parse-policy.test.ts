import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { stringify } from "yaml";
import { parsePolicy } from "../../src/policy/parse-policy.js";
import type { Policy } from "../../src/policy/policy.js";
import { policyWith, samplePolicy } from "./sample-policy.js";

function valid(text: string): Policy {
  const parsed = parsePolicy(text);
  if (!parsed.valid) throw new Error(JSON.stringify(parsed.mistakes));
  return parsed.policy;
}

function mistakes(text: string): string[] {
  const parsed = parsePolicy(text);
  return parsed.valid
    ? []
    : parsed.mistakes.map(({ line, column, message }) => `${line}:${column} ${message}`);
}

describe("a valid policy", () => {
  test("comes down to targets with their rules", () => {
    const [target, ...others] = valid(samplePolicy).targets;
    expect(others).toEqual([]);
    expect(target).toMatchObject({
      name: "web",
      deploy: ["deploy"],
      production: { kind: "branch", branch: "production" },
      paths: ["**"],
      approvals: { by: "write", expireAfter: 14 * 24 * 3600, notAuthor: false },
      rules: {
        commits: {
          keys: { projects: ["STORY", "TECH"], lenient: false },
          pullRequestKeys: false,
          ignoreAnyCommit: false,
          ignoreAuthors: ["dependabot[bot]"],
          noIssueMarker: "no-jira",
        },
        issues: {
          statuses: ["Ready to Deploy"],
          subtaskStatuses: ["Ready to Deploy", "Closed"],
          fields: [
            { field: "Risk", required: true, oneOf: null, matches: null, subtasks: false },
            {
              field: "Post Deploy Checks",
              required: true,
              oneOf: ["Ready to Run", "Not Needed"],
              matches: null,
            },
            { field: "Risk Level", required: true, oneOf: null, matches: { source: "^(low|medium)$" } },
          ],
          readyToDeploy: 'status = "Ready to Deploy"',
        },
        maxAge: {},
      },
    });
    expect(target?.rules.severities).toMatchObject({
      "issue-status": "failure",
      "issue-missing-from-deploy": "off",
      "issue-without-commits": "off",
      "revert-incomplete": "warning",
    });
    expect(target?.rules.commits.ignore.map((pattern) => pattern.test("Merge branch 'x'"))).toEqual([true]);
    expect(target?.rules.issues.fields[2]?.matches?.test("lower")).toBe(false);
  });

  test("needs no more than a target", () => {
    const [target] = valid(policyWith("")).targets;
    expect(target).toMatchObject({
      paths: null,
      approvals: { by: "write", expireAfter: null, notAuthor: false },
      rules: {
        commits: { keys: null, ignore: [], noIssueMarker: "no-jira" },
        issues: { statuses: null, subtaskStatuses: null, fields: [], readyToDeploy: null },
      },
    });
  });

  test.each<[string, object]>([
    ["production", { kind: "branch", branch: "production" }],
    ['{tag: "production-*"}', { kind: "tag", pattern: "production-*" }],
    ["{environment: production}", { kind: "environment", environment: "production", by: null }],
    ["{environment: live, by: [ann]}", { kind: "environment", environment: "live", by: ["ann"] }],
    ["{reported: true}", { kind: "reported" }],
  ])("production: %s", (text, production) => {
    const policy = valid(`version: 1\ntargets: {web: {deploy: [a, "release/*"], production: ${text}}}`);
    expect(policy.targets[0]).toMatchObject({ production, deploy: ["a", "release/*"] });
  });

  test("has several targets in the file's order, with the same rules", () => {
    const text = "version: 1\ntargets: {b: {deploy: b, production: p}, a-1: {deploy: a, production: p}}";
    const { targets } = valid(text);
    expect(targets.map(({ name }) => name)).toEqual(["b", "a-1"]);
  });

  test("reads words of YAML 1.1 as texts, project keys in any case, and ages as seconds", () => {
    const { rules, approvals } = valid(
      policyWith(
        "jira: {projects: [story, NO, story]}\nissues: {fields: [{field: F, one-of: [yes, No, 1, true]}]}\n" +
          "checks: {issue-field: off}\nmax-age: {issues: 15m}\napprovals: {by: {teams: [ops]}}",
      ),
    ).targets[0]!;
    expect(rules.commits.keys?.projects).toEqual(["STORY", "NO"]);
    expect(rules.issues.fields[0]?.oneOf).toEqual(["yes", "No", "1", "true"]);
    expect(rules.severities["issue-field"]).toBe("off");
    expect(rules.maxAge).toEqual({ issues: 900 });
    expect(approvals.by).toEqual({ teams: ["ops"], users: [] });
  });

  test("may use anchors", () => {
    const text = "version: 1\ntargets:\n  a: &a {deploy: a, production: p}\n  b: *a";
    expect(valid(text).targets.map(({ deploy }) => deploy)).toEqual([["a"], ["a"]]);
  });

  test.each(["locks: {}", "windows: [1]", "required-statuses: [ci]", "metrics: {a: {b: c}}"])(
    "may name what is reserved: %s",
    (section) => {
      expect(mistakes(policyWith(section))).toEqual([]);
    },
  );
});

describe("a mistake is named with its place", () => {
  test.each<[string, string[]]>([
    ["", ["null:null the file is empty"]],
    ["# nothing", ["null:null the file is empty"]],
    ["- 1", ["1:1 write a mapping, not a list"]],
    ["just text", ['1:1 write a mapping, not "just text"']],
    ["version: 1", ['1:1 "targets" is missing']],
    ["version: 2\ntargets: {w: {deploy: d, production: p}}", ["1:10 write version: 1"]],
    ["targets: {w: {deploy: d, production: p}}", ['1:1 "version" is missing']],
    ["version: 1\ntargets: {}", ["2:1 name at least one target"]],
    ["a: 1\na: 2", ['2:1 "a" is there twice']],
    ["a:\n\t- 1", ["2:1 not YAML: Tabs are not allowed as indentation"]],
    ["a: 1\n---\nb: 1", ["2:1 write one document only, without a second ---"]],
    ["a: *b", ["1:4 nothing is named &b before this"]],
    ["a: !!js/function x", ["1:4 not YAML: Unresolved tag: tag:yaml.org,2002:js/function"]],
    ["? [a]\n: 1", ["1:3 this cannot be a key"]],
    ["__proto__: 1", ["1:1 this cannot be a key"]],
  ])("%j", (text, expected) => {
    expect(mistakes(text)).toEqual(expected);
  });

  test.each<[string, string[]]>([
    ["isues: {}", ['3:1 unknown key "isues", did you mean "issues"?']],
    ["locks:", ["3:1 write a mapping or a list"]],
    ["jira: {}", ['3:1 "projects" is missing']],
    [
      "jira: {projects: [UTF-8]}",
      ["3:19 a project's key is made of letters, digits and _, and starts with a letter"],
    ],
    ["jira: {projects: STORY}", ['3:18 write a list, not "STORY"']],
    ["jira: {projects: []}", ["3:8 the list is empty"]],
    [
      "commits: {ignore: ['(?=a)']}",
      ["3:20 lookahead and lookbehind are not supported (patterns run on RE2)"],
    ],
    [
      "commits: {ignore: ['(a']}",
      ['3:20 not a valid pattern: missing closing ): "(a" (patterns run on RE2)'],
    ],
    ["commits: {no-issue-marker: '--'}", ["3:28 the marker needs a letter or a digit"]],
    ["checks: {issue-status: no}", ['3:24 write failure, warning or off, not "no"']],
    [
      "approvals: {by: wrote}",
      ["3:17 write read, triage, write, maintain, admin or {teams: [...], users: [...]}"],
    ],
    ["approvals: {by: {teams: []}}", ["3:13 name at least one team or user"]],
    ["approvals: {by: {team: [a], users: [b]}}", ['3:18 unknown key "team", did you mean "teams"?']],
    ["approvals: {expire-after: 14}", ['3:27 write a number and a unit, like "14m" or "14d", not 14']],
    ["approvals: {expire-after: -1}", ['3:27 write a number and a unit, like "30m" or "14d", not -1']],
    [
      "approvals: {expire-after: 14 days ago}",
      [`3:27 not a duration; write a number and a unit, like "30m" or "14d"`],
    ],
    ["max-age: {issues: 0m}", [`3:19 not a duration; write a number and a unit, like "30m" or "14d"`]],
    ["max-age: {isues: 1m}", ['3:11 unknown key "isues", did you mean "issues"?']],
    [
      "migrations: {engine: oracle 8}",
      [
        '3:1 "files" is missing',
        `3:22 write the engine and its version, like "postgres 16", "mysql 8.0.29" or "mariadb 10.11"`,
      ],
    ],
    [
      "issues: {statuses: [a]}",
      ['3:1 issues needs "jira: {projects: [...]}", which names the projects of the issues'],
    ],
    [
      "checks: {issue-status: failure}",
      ['3:24 checks.issue-status needs "jira: {projects: [...]}", which names the projects of the issues'],
    ],
    ["checks: {issue-status: off, behind-production: warning}", []],
  ])("%s", (section, expected) => {
    expect(mistakes(policyWith(section))).toEqual(expected);
  });

  test.each<[string, string]>([
    ["{deploy: d, production: {tag: 5}}", "2:44 write a text, not 5"],
    ["{deploy: d, production: {environment: p, bye: [a]}}", '2:55 unknown key "bye", did you mean "by"?'],
    ["{deploy: d, production: {reported: false}}", "2:49 write true, not false"],
    [
      "{deploy: d, production: 5}",
      '2:38 write a branch, {tag: "production-*"}, {environment: production} or {reported: true}',
    ],
    ["{deploy: [], production: p}", "2:15 the list is empty"],
    ["{deploy: [a, 5], production: p}", "2:27 write a text, not 5"],
    ["{production: p}", '2:11 "deploy" is missing'],
    ["{deploy: p, production: p}", "2:23 p is production itself; name the branch that is deployed"],
    ["{deploy: refs/heads/d, production: p}", '2:23 write the name without "refs/heads/" or "refs/tags/"'],
    ["{deploy: -d, production: p}", '2:23 a name cannot start with "-"'],
    ["{deploy: d..e, production: p}", '2:23 "..", "@{" and "@" cannot be names'],
    ["{deploy: d, production: 'p*'}", '2:38 "*" cannot be part of a name'],
    ["{deploy: 'a b', production: p}", '2:23 " " cannot be part of a name'],
    ["{deploy: a//b, production: p}", '2:23 a name cannot start or end with "/" or have two in a row'],
    [
      "{deploy: a.lock, production: p}",
      '2:23 no part of a name can start or end with "." or end with ".lock"',
    ],
    ["{deploy: d, production: p, paths: ['!a']}", '2:49 "!" (all but) is not supported; list what is meant'],
    ["{deploy: d, production: p, paths: [/a]}", '2:49 paths start at the top of the repository, without "/"'],
    ["{deploy: 'a[z-a]', production: p}", "2:23 this cannot be read as a glob"],
    ["{deploy: d, production: p, paths: [a/]}", '2:49 a folder is written with "**" at its end: "a/**"'],
  ])("%s", (target, expected) => {
    expect(mistakes(`version: 1\ntargets: {w: ${target}}`)).toEqual([expected]);
  });

  test.each(["Web", "web_1", "-web", "a".repeat(61), "lock", "web/x"])(
    "a target cannot be called %s",
    (name) => {
      expect(mistakes(`version: 1\ntargets: {${name}: {deploy: d, production: p}}`)).toHaveLength(1);
    },
  );

  test("all of them at once, in the order of the file, with their paths", () => {
    const text = `version: 1
targets:
  Web:
    deploy: deploy
    production: {environmnt: x}
isues: {}
issues:
  statusses: [a]
  fields:
    - {matches: '(?!x)'}
approvals:
  by: nobody
`;
    const parsed = parsePolicy(text);
    expect(parsed.valid ? [] : parsed.mistakes.map(({ line, path }) => `${line} ${path}`)).toEqual([
      "3 targets.Web",
      "5 targets.Web.production",
      "6 isues",
      "7 issues",
      "8 issues.statusses",
      "10 issues.fields[0].field",
      "10 issues.fields[0].matches",
      "12 approvals.by",
    ]);
  });
});

describe("hostile files", () => {
  test("of aliases that multiply", () => {
    const levels = Array.from("abcdefghi");
    const lines = levels.map((name, index) => {
      const item = index === 0 ? "x" : `*${levels[index - 1] ?? ""}`;
      return `${name}: &${name} [${Array.from({ length: 10 }, () => item).join(", ")}]`;
    });
    expect(mistakes(lines.join("\n"))).toEqual(["null:null aliases repeat too much of the file"]);
  });

  test("of aliases without end", () => {
    const aliases = Array.from({ length: 60_000 }, () => "*a").join(", ");
    expect(mistakes(`a: &a 1\nb: [${aliases}]`)).toEqual(["2:405 there are more than 100 aliases"]);
  });

  test("of nothing but mistakes", () => {
    const started = performance.now();
    for (const line of [
      (index: number) => `key${index}: 1`,
      () => "a: 1",
      (index: number) => `${index}: &a !!x *b`,
    ]) {
      const text = Array.from({ length: 12_000 }, (_, index) => line(index)).join("\n");
      const found = mistakes(text);
      expect(found).toHaveLength(101);
      expect(found.at(-1)).toMatch(/^null:null there are \d+ more mistakes$/);
    }
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  test.each<[number, boolean]>([
    [20, true],
    [300, false],
    [1000, false],
    [3000, false],
    [50_000, false],
  ])("nested %d levels deep", (levels, isValid) => {
    for (const [open, close] of [
      ["[", "]"],
      ["{a: ", "}"],
      ["- ", ""],
    ] as const) {
      const text = policyWith(`locks:\n  ${open.repeat(levels)}1${close.repeat(levels)}`).slice(
        0,
        256 * 1024,
      );
      expect(mistakes(text).length === 0).toBe(isValid);
    }
  });

  test("of enormous size", () => {
    expect(mistakes(`# ${"x".repeat(300_000)}`)).toEqual(["null:null the file is larger than 256 kB"]);
    expect(mistakes("[".repeat(250_000))).not.toEqual([]);
    expect(mistakes(`a: ${"{a: ".repeat(5_000)}`)).not.toEqual([]);
  });
});

describe("never throws", () => {
  const piece = fc.constantFrom(
    ...[
      "version: 1",
      "\n",
      "  ",
      "- ",
      ": ",
      "{",
      "}",
      "[",
      "]",
      "&a ",
      "*a",
      "!!",
      "|",
      ">",
      "'",
      '"',
      "#",
      "\t",
      "---",
      "<<",
      "? ",
      "%",
      "@",
      "`",
      "null",
      "~",
      "0x1",
      "targets",
      "jira",
      "__proto__",
    ],
  );

  test.each<[string, fc.Arbitrary<string>]>([
    ["any text", fc.string({ unit: "binary" })],
    ["any bytes", fc.uint8Array({ maxLength: 200 }).map((bytes) => new TextDecoder().decode(bytes))],
    ["pieces of YAML", fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(""))],
    ["any JSON", fc.json()],
    [
      "sections that hold anything",
      fc
        .dictionary(
          fc.constantFrom(
            "version",
            "targets",
            "jira",
            "commits",
            "issues",
            "checks",
            "approvals",
            "max-age",
            "migrations",
          ),
          fc.jsonValue(),
        )
        .map((sections) => stringify(sections)),
    ],
    [
      "a broken sample",
      fc
        .nat(samplePolicy.length)
        .chain((at) =>
          fc
            .string({ maxLength: 5 })
            .map((text) => samplePolicy.slice(0, at) + text + samplePolicy.slice(at + 3)),
        ),
    ],
  ])("%s", (_, texts) => {
    fc.assert(
      fc.property(texts, (text) => {
        const parsed = parsePolicy(text);
        if (!parsed.valid) {
          expect(parsed.mistakes.length).toBeGreaterThan(0);
          for (const { line, column, message } of parsed.mistakes) {
            expect(message).not.toBe("");
            if (line !== null) expect(Math.min(line, column ?? 0)).toBeGreaterThan(0);
          }
        }
      }),
    );
  });
});

test("what is written is what is read", () => {
  const word = fc.stringMatching(/^[A-Za-z][A-Za-z ]{0,10}[a-z]$/);
  const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
  const name = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,10}$/).filter((text) => text !== "lock");
  fc.assert(
    fc.property(
      fc.uniqueArray(name, { minLength: 1, maxLength: 3 }),
      fc.uniqueArray(fc.stringMatching(/^[A-Z][A-Z0-9_]{0,5}$/), { minLength: 1 }),
      optional(fc.array(word, { minLength: 1 })),
      fc.array(fc.record({ field: word, required: fc.boolean(), subtasks: fc.boolean() })),
      fc.constantFrom("failure", "warning", "off"),
      fc.integer({ min: 1, max: 1000 }),
      (names, projects, statuses, fields, severity, minutes) => {
        const policy = {
          version: 1,
          targets: Object.fromEntries(
            names.map((target) => [target, { deploy: `d/${target}`, production: "p" }]),
          ),
          jira: { projects },
          issues: { ...(statuses === undefined ? {} : { statuses }), fields },
          checks: { "issue-field": severity },
          "max-age": { issues: `${minutes}m` },
        };
        const { targets } = valid(stringify(policy));
        expect(targets.map((target) => target.name).toSorted()).toEqual(names.toSorted());
        const { rules } = targets[0]!;
        expect(rules.commits.keys?.projects).toEqual(projects);
        expect(rules.issues.statuses).toEqual(statuses ?? null);
        expect(rules.issues.fields).toEqual(fields.map((rule) => ({ ...rule, oneOf: null, matches: null })));
        expect(rules.severities["issue-field"]).toBe(severity);
        expect(rules.maxAge.issues).toBe(minutes * 60);
      },
    ),
  );
});
