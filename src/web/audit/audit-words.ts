import type { AuditLine } from "../../deploys/ports/audit-log.js";

/** Shown in places of their own, or of use to programs only. */
const placed: ReadonlySet<string> = new Set([
  "sha",
  "check",
  "subject",
  "message",
  "finding",
  "reason",
  "until",
]);

/** A word of a line's detail as text; empty where the line does not say. */
export function detailText({ detail }: AuditLine, word: string): string {
  const value = detail[word];
  return value === undefined || value === null ? "" : String(value);
}

/** What else a line says, under its own names. */
export function otherDetail(line: AuditLine): readonly (readonly [name: string, value: string])[] {
  return Object.keys(line.detail)
    .filter((word) => !placed.has(word) && detailText(line, word) !== "")
    .map((word) => [word, detailText(line, word)]);
}
