import type { AuditLine } from "../../deploys/ports/audit-log.js";
import { auditStanding } from "./audit-standing.js";
import { detailText, otherDetail } from "./audit-words.js";
import { csvRow } from "./csv-row.js";

const columns = [
  "at",
  "person",
  "person_id",
  "action",
  "repository",
  "target",
  "head",
  "check",
  "subject",
  "message",
  "reason",
  "until",
  "standing",
  "finding",
  "more",
];

/** The audit log as RFC 4180 has it, a portion at a time: the names of the columns first. */
export async function* auditCsv(
  portions: AsyncIterable<readonly AuditLine[]>,
  { repository, now }: { readonly repository: string; readonly now: Date },
): AsyncGenerator<string> {
  yield csvRow(columns);
  for await (const lines of portions) yield lines.map((line) => rowOf(line, repository, now)).join("");
}

function rowOf(line: AuditLine, repository: string, now: Date): string {
  const standing = auditStanding(line, now);
  return csvRow([
    line.at,
    line.login,
    line.personId === null ? "" : String(line.personId),
    line.action,
    repository,
    line.target ?? "",
    detailText(line, "sha"),
    detailText(line, "check"),
    detailText(line, "subject"),
    detailText(line, "message"),
    detailText(line, "reason"),
    detailText(line, "until"),
    standing === null || standing.kind === "until"
      ? ""
      : standing.kind === "expired"
        ? `expired ${standing.at}`
        : `withdrawn ${standing.at} by ${standing.by}`,
    detailText(line, "finding"),
    otherDetail(line)
      .map(([name, value]) => `${name}: ${value}`)
      .join("; "),
  ]);
}
