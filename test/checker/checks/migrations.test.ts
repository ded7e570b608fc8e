import { describe, expect, test } from "vitest";
import fc from "fast-check";
import type { CheckId } from "../../../src/checker/check-id.js";
import { evaluate } from "../../../src/checker/evaluate.js";
import type { MigrationsOfDeploy } from "../../../src/checker/migration-report.js";
import type { Approval } from "../../../src/checker/report.js";
import type { Facts } from "../../../src/checker/snapshot.js";
import { migration, migrationsOfDeploy, operation, seconds } from "../sample-migrations.js";
import { commit, issue, issuesFact, known, rules, sha, snapshot, unavailable } from "../sample.js";

const section = (more = "") =>
  `migrations: {engine: mysql 8.0, files: ["db/migrate/*.rb"], row-counts: primary${more === "" ? "" : `, ${more}`}}`;
const limits = "fail-over: 30m, warn-over: 5m, block-over: 10s";

interface Look {
  readonly sections?: string;
  readonly facts?: Partial<Facts>;
  readonly approvals?: readonly Approval[];
}

function report(migrations: Partial<MigrationsOfDeploy>, { sections = section(limits), ...look }: Look = {}) {
  const fact = known(migrationsOfDeploy({ changed: [], applied: [], notes: [], ...migrations }));
  const commits = [commit(1, { message: "STORY-1 add index" })];
  return evaluate(
    snapshot(commits, { migrations: fact, ...look.facts }),
    rules(sections),
    look.approvals ?? [],
  );
}

function look(id: CheckId, migrations: Partial<MigrationsOfDeploy>, more: Look = {}) {
  const { findings, checks, summary, state } = report(migrations, more);
  const own = findings.filter(({ check }) => check === id);
  return { own, summary, state, check: checks.find((check) => check.id === id)?.state };
}

const path = "db/migrate/20261102_add_calls_index.rb";
const taking = (expected: number) =>
  migration(path, [
    operation({ seconds: seconds(expected), blocksWrites: false, blockedSeconds: seconds(0) }),
  ]);

describe("migration-duration", () => {
  test("a migration over the limit names its time, the limit and the place", () => {
    const { own, summary, state } = look("migration-duration", { migrations: [taking(3_120)] });
    expect(summary).toBe("1 migration over 30 min (about 52 min)");
    expect(state).toBe("failure");
    expect(own).toMatchObject([
      {
        severity: "failure",
        subject: { type: "migration", id: path },
        message: "20261102_add_calls_index.rb takes about 52 min (26 min to 1 h 44 min); the limit is 30 min",
        url: `https://github.com/acme/web/blob/${sha(1)}/db/migrate/20261102_add_calls_index.rb#L7`,
      },
    ]);
  });

  test("between the two limits it is a warning, and the deploy may ship", () => {
    const { own, summary, state, check } = look("migration-duration", { migrations: [taking(600)] });
    expect([own[0]?.severity, check, state]).toEqual(["warning", "warning", "success"]);
    expect(summary).toBe("OK to deploy: 1 issue, 1 commit, 1 migration over 5 min (about 10 min)");
  });

  test("one over the limit and one to be warned of: the summary counts the serious one", () => {
    const migrations = [taking(3_120), { ...taking(600), path: "db/migrate/2_b.rb" }];
    const { own, summary } = look("migration-duration", { migrations });
    expect(own.map(({ severity }) => severity)).toEqual(["failure", "warning"]);
    expect(summary).toBe("1 migration over 30 min (about 52 min)");
  });

  test("each below the limit, and together above it: one finding on the deploy", () => {
    const migrations = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => ({
      ...taking(280),
      path: `db/migrate/${n}.rb`,
    }));
    const { own, summary } = look("migration-duration", { migrations });
    expect(own.map(({ subject }) => subject)).toEqual([{ type: "deploy", id: "web" }]);
    expect(summary).toBe("8 migrations over 30 min together (about 37 min)");
  });

  test("the policy may have the upper end of the interval decide", () => {
    const sections = section(`${limits}, judged-by: upper-end`);
    expect(look("migration-duration", { migrations: [taking(1_000)] }, { sections }).state).toBe("failure");
    expect(look("migration-duration", { migrations: [taking(1_000)] }).state).toBe("success");
  });

  test("an approval outlives new row counts and falls with the file's content", () => {
    const blobs = { [path]: "1".repeat(40) };
    const [finding] = look("migration-duration", { migrations: [taking(3_120)], blobs }).own;
    const approvals = [
      {
        finding: finding?.id ?? "",
        by: "ada",
        reason: "runs on Saturday",
        at: "2026-11-20T09:00:00Z",
        until: null,
      },
    ];
    const later = look("migration-duration", { migrations: [taking(4_000)], blobs }, { approvals });
    expect([later.state, later.own[0]?.approval?.by]).toEqual(["success", "ada"]);
    const other = { [path]: "2".repeat(40) };
    expect(
      look("migration-duration", { migrations: [taking(3_120)], blobs: other }, { approvals }).state,
    ).toBe("failure");
  });
});

describe("migration-blocking", () => {
  test("the longest block of each table is held against its own limit", () => {
    const migrations = [
      migration(path, [
        operation({ blockedSeconds: seconds(5), line: 3 }),
        operation({ blockedSeconds: seconds(240), blocksReads: true, line: 4 }),
        operation({ table: "users", blockedSeconds: seconds(2) }),
      ]),
    ];
    const { own, summary } = look(
      "migration-blocking",
      { migrations },
      { sections: section("block-over: 10s") },
    );
    expect(own.map(({ message }) => message)).toEqual([
      "20261102_add_calls_index.rb keeps others from reading and writing calls for about 4 min (line 4); the limit is 10 s",
    ]);
    expect(summary).toBe("1 migration blocking for over 10 s");
  });

  test("what is cheaper is the remedy", () => {
    const migrations = [migration(path, [operation({ advice: "Add the index CONCURRENTLY" })])];
    expect(look("migration-blocking", { migrations }).own[0]?.remedy).toBe("Add the index CONCURRENTLY");
  });
});

describe("what cannot be told", () => {
  test("an unreadable statement names its lines, and is never green", () => {
    const unknown = {
      cost: "unknown",
      seconds: null,
      blockedSeconds: null,
      kind: "unparsed",
      table: null,
    } as const;
    const migrations = [
      migration(path, [
        operation({ ...unknown, line: 4, note: "syntax error" }),
        operation({ ...unknown, line: 9 }),
      ]),
    ];
    const { own, summary, state } = look("migration-unreadable", { migrations });
    expect(own[0]?.message).toBe(
      "Line 4 and 9 of 20261102_add_calls_index.rb cannot be estimated: syntax error",
    );
    expect([summary, state]).toEqual(["1 migration cannot be estimated", "failure"]);
  });

  test("a table whose rows nobody knows is named, with where to tell them", () => {
    const migrations = [migration(path, [operation({ rows: null, seconds: null, blockedSeconds: null })])];
    const { own, summary } = look("migration-size-unknown", { migrations });
    expect(own[0]).toMatchObject({
      message:
        "The size of calls in production is not known, so nobody can say how long 20261102_add_calls_index.rb takes",
      remedy: 'Have calls analysed and in the row counts "primary", or approve it with the reason',
    });
    expect(summary).toBe("1 migration cannot be estimated");
  });

  test("a migration of unknown length always has a finding, whatever it consists of", () => {
    const anyOperation = fc.record({
      cost: fc.constantFrom("instant", "scan", "index", "rewrite", "dml", "unknown"),
      rows: fc.option(fc.nat()),
      seconds: fc.option(fc.constant(seconds(1))),
      table: fc.option(fc.constantFrom("a", "b")),
    } as const);
    fc.assert(
      fc.property(fc.array(anyOperation), (operations) => {
        const unknown = { ...migration(path, operations.map(operation)), seconds: null };
        expect(report({ migrations: [unknown] }, { sections: section() }).state).toBe("failure");
      }),
    );
  });

  test("row counts that are away make the state an error", () => {
    const away = unavailable("Cannot read the row counts of primary: timeout", {
      kind: "row-counts-unavailable",
    });
    const { state, problems } = report({}, { facts: { migrations: away } });
    expect([state, problems.map(({ kind }) => kind)]).toEqual(["error", ["row-counts-unavailable"]]);
  });
});

describe("migration-changed", () => {
  test("a changed and a removed one are findings of their own", () => {
    const changed = [
      { path: "db/migrate/1_a.rb", how: "changed" },
      { path: "db/migrate/2_b.rb", how: "removed" },
    ] as const;
    const { own, summary } = look("migration-changed", { migrations: [], changed });
    expect(own.map(({ message }) => message)).toEqual([
      "1_a.rb is in production already, and this deploy changes it",
      "2_b.rb is in production already, and this deploy removes it",
    ]);
    expect(summary).toBe("2 old migrations changed");
  });
});

describe("migration-undeclared", () => {
  const sections = section(`fail-over: 10h, warn-over: 5m, declared-by: Long Running Migration`);
  const field = "Long Running Migration";
  const value = (...texts: readonly string[]) => ({ [field]: { state: "value" as const, texts } });
  const cases: readonly [string, number, ReturnType<typeof value> | object, string | null][] = [
    ["long and declared", 600, value("Yes"), null],
    ["short and not declared", 2, { [field]: { state: "empty" } }, null],
    ["short and declared not to be", 2, value("No"), null],
    [
      "long and empty",
      600,
      { [field]: { state: "empty" } },
      `${field} of STORY-1 is empty, but 20261102_add_calls_index.rb takes about 10 min`,
    ],
    [
      "long and said to be short",
      600,
      value("none"),
      `${field} of STORY-1 is "none", but 20261102_add_calls_index.rb takes about 10 min`,
    ],
    [
      "short and declared",
      2,
      value("Yes"),
      `${field} of STORY-1 is "Yes", but 20261102_add_calls_index.rb takes about 2 s`,
    ],
    [
      "long and not on the screen",
      600,
      {},
      `${field} of STORY-1 is not on its screen, but 20261102_add_calls_index.rb takes about 10 min`,
    ],
  ];
  test.each(cases)("%s", (_name, expected, fields, message) => {
    const facts = { issues: issuesFact(issue("STORY-1", { fields: fields as never })) };
    const migrations = { migrations: [taking(expected)], commits: { [path]: [sha(1)] } };
    const { own } = look("migration-undeclared", migrations, { sections, facts });
    expect(own.map((finding) => finding.message)).toEqual(message === null ? [] : [message]);
  });

  test("an issue without migrations is not asked", () => {
    const facts = { issues: issuesFact(issue("STORY-1", { fields: value("Yes") })) };
    const migrations = { migrations: [taking(600)], commits: { [path]: [sha(9)] } };
    expect(look("migration-undeclared", migrations, { sections, facts }).own).toEqual([]);
  });
});

test("without a migrations section nothing is asked, and the report says nothing of migrations", () => {
  const own = evaluate(snapshot([commit(1)]), rules(), []);
  expect(own.migrations).toEqual([]);
  expect(own.migrationContext).toBeNull();
  expect(own.checks.filter(({ id }) => id.startsWith("migration-")).map(({ state }) => state)).toEqual(
    Array.from({ length: 6 }, () => "off"),
  );
});

test("the report carries the migrations with what the numbers rest on", () => {
  const { migrations, migrationContext } = report({ migrations: [taking(12)] });
  expect(migrations).toEqual([taking(12)]);
  expect(migrationContext).toMatchObject({ engine: "mysql 8.0", rowCounts: { source: "primary" } });
});
