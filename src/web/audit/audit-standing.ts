import type { AuditLine } from "../../deploys/ports/audit-log.js";

/** What became of an approval by itself or by somebody's hand; null: nothing, as far as the log can tell. */
export type AuditStanding =
  | { readonly kind: "withdrawn"; readonly by: string; readonly at: string }
  | { readonly kind: "expired"; readonly at: string }
  | { readonly kind: "until"; readonly at: string };

/** Of lines that hold until an instant. One that is withdrawn afterwards had expired all the same. */
export function auditStanding({ detail, withdrawn }: AuditLine, now: Date): AuditStanding | null {
  const until = typeof detail.until === "string" ? Date.parse(detail.until) : Number.NaN;
  const ends = Number.isNaN(until) ? null : new Date(until);
  if (withdrawn !== null && (ends === null || new Date(withdrawn.at) < ends))
    return { kind: "withdrawn", ...withdrawn };
  if (ends === null) return null;
  return { kind: ends <= now ? "expired" : "until", at: ends.toISOString() };
}
