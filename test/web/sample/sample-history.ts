import type { AuditLine } from "../../../src/deploys/ports/audit-log.js";
import type {
  HistoryEntry,
  HistoryPoint,
  OutlinedFinding,
  SearchHit,
} from "../../../src/deploys/ports/history.js";
import { digits, gatheredAt } from "./sample-commits.js";

const hour = 60 * 60 * 1000;
const ago = (hours: number) => new Date(gatheredAt - hours * hour).toISOString();
const headOf = (at: number) => digits(500 + at, 40);
const commitsOf = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, at) => digits(from + at, 12));

const finding = (at: number, changes: Partial<OutlinedFinding> = {}): OutlinedFinding => ({
  id: digits(900 + at, 16),
  check: "issue-status",
  severity: "failure",
  subject: { type: "issue", id: `STORY-${at}` },
  message: `STORY-${at} is In Review`,
  approval: null,
  ...changes,
});
const accepted = finding(12, {
  check: "migration-duration",
  subject: { type: "migration", id: "db/migrate/20261118_add_index_to_calls.rb" },
  message: "20261118_add_index_to_calls.rb takes about 52 min",
  approval: {
    by: "zoë",
    reason: "متفق عليه with operations: it runs at night, nobody writes to the table then",
    at: ago(51),
    until: ago(-60),
  },
});

const entry = (at: number, changes: Partial<HistoryEntry>): HistoryEntry => ({
  id: String(1_000 - at),
  ref: "refs/heads/deploy",
  headSha: headOf(at),
  state: "failure",
  summary: "2 issues not Ready to Deploy",
  at: ago(at),
  lastAt: ago(at),
  evaluations: 1,
  outline: { commits: commitsOf(0, 10), findings: [] },
  previous: null,
  shipped: null,
  ...changes,
});

const wide = { commits: commitsOf(0, 34), findings: [finding(1), finding(2), accepted] };

/** Newest first: open and red, could not tell, shipped with an exception after two results, not recorded. */
export const sampleHistory: readonly HistoryEntry[] = [
  entry(1, {
    evaluations: 3,
    outline: {
      commits: commitsOf(30, 42),
      findings: Array.from({ length: 13 }, (_, at) => finding(20 + at)),
    },
    previous: { headSha: headOf(50), outline: { ...wide, findings: [finding(1), accepted] } },
  }),
  entry(9, { state: "error", summary: "could not tell: Cannot reach Jira: 503", outline: null }),
  entry(50, {
    id: "910",
    state: "success",
    summary: "OK to deploy: 12 issues, 34 commits, 1 exception approved",
    outline: { ...wide, findings: [accepted] },
    previous: { headSha: headOf(50), outline: wide },
    shipped: { at: ago(49), as: digits(77, 40) },
  }),
  entry(50, {
    id: "909",
    at: ago(53),
    lastAt: ago(51),
    evaluations: 4,
    outline: wide,
    previous: { headSha: headOf(70), outline: { commits: commitsOf(0, 20), findings: [finding(7)] } },
  }),
  entry(70, { state: "success", summary: "OK to deploy: 8 issues, 20 commits", outline: null }),
];

/** Half a year of deploys, oldest first: each red for a while, then green, then live. */
export const samplePoints: readonly HistoryPoint[] = Array.from({ length: 60 }, (_, at) => {
  const started = 180 * 24 - at * 71;
  const base = { ref: "refs/heads/deploy", headSha: headOf(at), shipped: null };
  const green = started - 1 - ((at * 37) % 29);
  return [
    { ...base, id: String(at * 2), state: "failure" as const, at: ago(started), commits: 4 },
    {
      ...base,
      id: String(at * 2 + 1),
      state: "success" as const,
      at: ago(green),
      commits: 3 + ((at * 53) % 47),
      shipped: { at: ago(green - 1), as: digits(77, 40) },
    },
  ];
}).flat();

const line = (at: number, changes: Partial<AuditLine>): AuditLine => ({
  id: String(100 - at),
  at: ago(at),
  personId: 7,
  login: "ada",
  action: "approved",
  repositoryId: 7,
  target: "web",
  detail: {
    sha: headOf(50),
    check: "issue-status",
    subject: "STORY-12",
    message: "STORY-12 is In Review",
    finding: digits(3, 64),
    reason: "QA agreed on the phone",
    until: null,
  },
  withdrawn: null,
  ...changes,
});

/** Newest first: one that holds, withdrawn, expired, and what other parts and strangers did. */
export const sampleAudit: readonly AuditLine[] = [
  line(1, { detail: { ...line(1, {}).detail, until: ago(-300) } }),
  line(2, {
    action: "withdrew",
    login: "zoë",
    detail: { sha: headOf(50), check: "issue-status", subject: "STORY-9" },
  }),
  line(3, { withdrawn: { by: "zoë", at: ago(2) } }),
  line(400, { detail: { ...line(1, {}).detail, reason: "הסכמנו <script>", until: ago(60) } }),
  line(500, { action: "signed off", detail: { name: "QA", note: "Looked at on three phones" } }),
  line(600, {
    personId: null,
    login: "mallory",
    action: "wrote a status of ours",
    target: null,
    detail: { sha: headOf(50), context: "pre-deploy-checker", state: "success", description: "OK" },
  }),
];

const hit = (at: number, changes: Partial<SearchHit>): SearchHit => ({
  repositoryId: 7,
  target: "web",
  ref: "refs/heads/deploy",
  headSha: headOf(at),
  state: "failure",
  evaluatedAt: ago(at),
  matched: [{ kind: "issue", word: "STORY-12" }],
  shippedAt: null,
  open: false,
  ...changes,
});

export const sampleHits: readonly SearchHit[] = [
  hit(1, { open: true }),
  hit(50, { state: "success", shippedAt: ago(49) }),
  hit(400, {
    matched: [
      { kind: "person", word: "zoë" },
      { kind: "commit", word: digits(4, 40) },
    ],
  }),
];
