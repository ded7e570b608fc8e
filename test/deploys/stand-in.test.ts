import { expect, test } from "vitest";
import type { Known } from "../../src/checker/fact.js";
import type { Facts, IssueLookup, Snapshot } from "../../src/checker/snapshot.js";
import { earliestRetry } from "../../src/deploys/earliest-retry.js";
import { SourceUnavailable } from "../../src/deploys/ports/unavailable.js";
import { type MissingFact, standIn, unavailableFact } from "../../src/deploys/stand-in.js";
import { known, sha, snapshot } from "../checker/sample.js";

const at = "2026-11-20T10:00:00.000Z";
const now = new Date("2026-11-20T10:05:00.000Z");
const production: Facts["production"] = { ...known({ ref: "production", sha: sha(1) }), at };
const issues: Known<IssueLookup> = { value: { issues: {}, notes: {} }, at, source: "Jira" };

function before(facts: Partial<Facts> = {}): Snapshot {
  return { ...snapshot([], { production, issues, ...facts }), policy: { ref: "main", sha: sha(9) } };
}

function missing(error: Partial<SourceUnavailable> = {}, previous: Snapshot | null = before()): MissingFact {
  const options = { kind: "jira-unavailable", retryable: true, ...error } as const;
  return {
    id: "issues",
    error: new SourceUnavailable("Cannot reach Jira: 503", options),
    previous: { report: null, snapshot: previous },
    now,
    random: 0.5,
  };
}
const asked = { maxAge: 900, policySha: sha(9), production: () => Promise.resolve(production) };

test("what is young enough stands in, and its source is asked again", async () => {
  const fact = await standIn(missing(), asked);
  const away = { since: now.toISOString(), retryAt: "2026-11-20T10:05:10.000Z" };
  expect(fact).toEqual({ ...issues, away });
  const next = before({ issues: { ...issues, away } });
  expect(earliestRetry({ problems: [], findings: [] } as never, next)).toEqual(new Date(away.retryAt));
  expect(earliestRetry({ problems: [], findings: [] } as never, before())).toBeNull();
});

test("an outage goes on from one evaluation to the next, whether or not something stood in", async () => {
  const away = { since: "2026-11-20T10:01:00.000Z", retryAt: at };
  const later = missing({}, before({ issues: { ...issues, away } }));
  expect((await standIn(later, asked))?.away?.since).toBe(away.since);
  expect(unavailableFact(later)).toMatchObject({ since: away.since, retryAt: expect.any(String) });
});

test.each([
  ["the policy allows no age", missing(), { maxAge: undefined }],
  ["it is too old", missing(), { maxAge: 299 }],
  ["another policy governs", missing(), { policySha: sha(8) }],
  [
    "production has moved",
    missing(),
    { production: () => Promise.resolve(known({ ref: "production", sha: sha(2) })) },
  ],
  ["nothing was known", missing({}, null), {}],
  ["only a person can mend it", missing({ retryable: false }), {}],
])("nothing stands in where %s", async (_, fact, difference) => {
  expect(await standIn(fact, { ...asked, ...difference })).toBeNull();
});

test("a report is looked at again when the first approval that it rests on expires", () => {
  const approved = (until: string | null) => ({
    approval: { by: "ada", reason: "r", at: now.toISOString(), until },
  });
  const findings = [
    approved("2026-11-21T10:00:00.000Z"),
    approved("2026-11-20T12:00:00.000Z"),
    approved(null),
    { approval: null },
  ];
  const at = earliestRetry({ problems: [], findings } as never, before());
  expect(at).toEqual(new Date("2026-11-20T12:00:00.000Z"));
});
