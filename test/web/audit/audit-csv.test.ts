import { expect, test } from "vitest";
import type { AuditLine } from "../../../src/deploys/ports/audit-log.js";
import { auditCsv } from "../../../src/web/audit/audit-csv.js";
import { auditStanding } from "../../../src/web/audit/audit-standing.js";
import { csvRow } from "../../../src/web/audit/csv-row.js";

const line = (changes: Partial<AuditLine> = {}): AuditLine => ({
  id: "1",
  at: "2026-11-20T10:00:00.000Z",
  personId: 7,
  login: "ada",
  action: "approved",
  repositoryId: 1,
  target: "web",
  detail: { reason: "Agreed", until: null },
  withdrawn: null,
  ...changes,
});

test.each([
  ["plain", "plain"],
  ["", ""],
  ["a,b", '"a,b"'],
  ['say "hi"', '"say ""hi"""'],
  ["two\r\nlines", '"two\r\nlines"'],
  ["=1+1", "'=1+1"],
  ["+1", "'+1"],
  ["-1", "'-1"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["\t=1", "'\t=1"],
  ["\r=1", `"'\r=1"`],
  ["\n=1", `"'\n=1"`],
  ["\uFF1D1", "'\uFF1D1"],
  ['=cmd|"/c calc"!A1', `"'=cmd|""/c calc""!A1"`],
  ["a=1", "a=1"],
])("the cell %j is written %j", (text, written) => {
  expect(csvRow([text, "next"])).toBe(`${written},next\r\n`);
});

test.each([
  ["nothing", null, null, null],
  ["until", "2026-11-21T00:00:00Z", null, "until"],
  ["expired", "2026-11-20T11:00:00Z", null, "expired"],
  ["withdrawn in time", "2026-11-20T11:00:00Z", "2026-11-20T10:30:00Z", "withdrawn"],
  ["withdrawn when it had expired", "2026-11-20T11:00:00Z", "2026-11-20T11:30:00Z", "expired"],
  ["withdrawn", null, "2026-11-20T11:30:00Z", "withdrawn"],
  ["an until that is none", "soon", null, null],
])("an approval stands: %s", (_, until, withdrawnAt, kind) => {
  const withdrawn = withdrawnAt === null ? null : { by: "zoe", at: withdrawnAt };
  const standing = auditStanding(line({ detail: { until }, withdrawn }), new Date("2026-11-20T12:00:00Z"));
  expect(standing?.kind ?? null).toBe(kind);
});

test("the table names its columns first, and says the rest in words", async () => {
  const lines = [
    line({ withdrawn: { by: "zoe", at: "2026-11-20T11:00:00.000Z" } }),
    line({ personId: null, target: null, action: "wrote a status", detail: { state: "success", note: 2 } }),
  ];
  async function* portions(): AsyncGenerator<readonly AuditLine[]> {
    yield await Promise.resolve(lines);
  }
  const rows: string[] = [];
  for await (const row of auditCsv(portions(), { repository: "acme/web", now: new Date(0) })) rows.push(row);
  expect(rows.join("").split("\r\n")).toEqual([
    "at,person,person_id,action,repository,target,head,check,subject,message,reason,until,standing,finding,more",
    "2026-11-20T10:00:00.000Z,ada,7,approved,acme/web,web,,,,,Agreed,,withdrawn 2026-11-20T11:00:00.000Z by zoe,,",
    "2026-11-20T10:00:00.000Z,ada,,wrote a status,acme/web,,,,,,,,,,state: success; note: 2",
    "",
  ]);
});
