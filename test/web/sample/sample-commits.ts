import type { ReportCommit } from "../../../src/checker/report.js";

export const github = "https://github.example.com/acme/web";
export const gatheredAt = Date.parse("2026-11-20T10:42:13.000Z");

export function digits(seed: number, length: number): string {
  let state = BigInt(seed) * 0x9e3779b97f4a7c15n + 0x1234567n;
  let text = "";
  while (text.length < length) {
    state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn;
    text += (state >> 32n).toString(16).padStart(8, "0").slice(-8);
  }
  return text.slice(0, length);
}

/** The SHA of the sample's nth commit; 0 is the head. */
export function sampleSha(position: number): string {
  return digits(position + 1, 40);
}

export const people = [
  ["Ada Lovelace", "ada@example.com"],
  ["Grace Hopper", "grace@example.com"],
  ["נועה כהן", "noa@example.com"],
  ["田中 さくら", "sakura@example.com"],
  ["José 🦄 Núñez", "jose@example.com"],
  ["Margaret Hamilton", "margaret@example.com"],
] as const;

type Sketch = readonly [message: string, keys?: readonly string[], fate?: ReportCommit["disposition"]];

const sketches: readonly Sketch[] = [
  [
    "STORY-112: Show the caller's local time beside the call\n\nSupport kept converting by hand. The zone comes from the number's\nprefix; where a country has several, from the account.\n\nReviewed-by: Grace Hopper",
    ["STORY-112"],
  ],
  ["STORY-112: Add a migration for the zone column", ["STORY-112"]],
  ["Merge branch 'main' into deploy", [], "ignored"],
  ["STORY-118 Let agents pause recording 🎙️ while a card number is read out", ["STORY-118"]],
  ["STORY-118 Keep the pause in the audit log, with who and when", ["STORY-118"]],
  ["TECH-41: Upgrade the HTTP client\n\nThe old one leaked a socket per timed-out request.", ["TECH-41"]],
  ["STORY-120: תמיכה בכתיבה מימין לשמאל בסיכומי שיחה", ["STORY-120"]],
  ["STORY-120: Mirror the call summary's layout for right-to-left languages", ["STORY-120"]],
  ["Fix the flaky test of the retry queue", []],
  ["STORY-99: 通話の要約を日本語で表示する", ["STORY-99"]],
  ["STORY-121: Export calls as CSV", ["STORY-121"]],
  ["STORY-121: Stream the export instead of building it in memory", ["STORY-121"]],
  ["STORY-121: Escape leading = + - @ so that spreadsheets do not run cells", ["STORY-121"]],
  ["STORY-121: Name the file after account and day", ["STORY-121"]],
  ["STORY-125: Rate-limit the search endpoint", ["STORY-125"]],
  ["TECH-44: Split the call model", ["TECH-44"]],
  [
    'Revert "STORY-107: Send a weekly digest"\n\nThis reverts commit 1c2d3e4. It went out twice on Mondays.',
    ["STORY-107"],
    "reverted",
  ],
  ["STORY-107: Send a weekly digest", ["STORY-107"], "reverted"],
  ["STORY-126 Show who listened to a recording", ["STORY-126"]],
  ["STORY-126 Ask before a recording is deleted", ["STORY-126"]],
  ["quick fix for the pricing page", []],
  ["STORY-130: Localise the invoice's date", ["STORY-130"]],
  ["STORY-131: Say why a number could not be bought", ["STORY-131"]],
  ["STORY-999: Prepare the partner feed", ["STORY-999"]],
  ["Correct a typo in the README\n\nno-jira", [], "no-issue"],
  ["HOTFIX STORY-90: Do not bill cancelled numbers", ["STORY-90"], "already-shipped"],
  ["TECH-45: Delete the old webhook handler", ["TECH-45"]],
  ["STORY-132: Count missed calls once", ["STORY-132"]],
  ["Merge pull request #812 from acme/story-132", [], "ignored"],
  ["STORY-133, STORY-134: Share the number picker", ["STORY-133", "STORY-134"]],
  ["STORY-134: Remember the last country", ["STORY-134"]],
  ["Bump openssl to 3.5.4", [], "ignored"],
];

export const commits: readonly ReportCommit[] = sketches.map(
  ([message, issueKeys = [], disposition = "shipping"], position) => {
    const [name, email] = people[(position * 5 + 1) % people.length] ?? people[0];
    return {
      sha: sampleSha(position),
      author: { name, email },
      committedAt: new Date(gatheredAt - (position + 1) * 97 * 60_000).toISOString(),
      message,
      issueKeys,
      disposition,
      url: `${github}/commit/${sampleSha(position)}`,
    };
  },
);
