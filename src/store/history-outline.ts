import { createHash } from "node:crypto";
import { z } from "zod";
import type { Report } from "../checker/report.js";
import type { Outline } from "../deploys/ports/history.js";
import { compressJson } from "./json-column.js";

/** Enough that no two of a deploy begin alike. */
const digitsOfSha = 12;
const digitsOfFingerprint = 16;
const longestMessage = 300;

/** What of a deploy's commits its readers would call its size. */
const goingOut: ReadonlySet<string> = new Set(["shipping", "no-issue", "ignored"]);

const approval = z.object({
  by: z.string(),
  reason: z.string(),
  at: z.string(),
  until: z.string().nullable(),
});

/** Checks are any words: a year later there may be others. */
export const outlineSchema: z.ZodType<Outline> = z.object({
  commits: z.array(z.string()),
  findings: z.array(
    z.object({
      id: z.string(),
      check: z.string(),
      severity: z.enum(["failure", "warning"]),
      subject: z.object({ type: z.enum(["commit", "issue", "migration", "deploy"]), id: z.string() }),
      message: z.string(),
      approval: approval.nullable(),
    }),
  ),
  untold: z.array(z.string()).optional(),
});

/** What of a report the history keeps. */
export function outlineOf(report: Report): Outline {
  const untold = report.checks.filter(({ state }) => state === "error").map(({ id }) => id);
  return {
    commits: report.commits
      .filter(({ disposition }) => goingOut.has(disposition))
      .map(({ sha }) => sha.slice(0, digitsOfSha)),
    findings: report.findings.map(({ id, check, severity, subject, message, approval: given }) => ({
      id: id.slice(0, digitsOfFingerprint),
      check,
      severity,
      subject: { type: subject.type, id: subject.id },
      message: message.slice(0, longestMessage),
      approval:
        given === null ? null : { by: given.by, reason: given.reason, at: given.at, until: given.until },
    })),
    ...(untold.length === 0 ? {} : { untold }),
  };
}

/** An outline as its row holds it. */
export interface PackedOutline {
  readonly commits: number;
  readonly outline: Uint8Array;
  /** The same as long as state, summary and outline are. */
  readonly digest: string;
}

export async function packOutline(report: Report): Promise<PackedOutline> {
  const outline = outlineOf(report);
  const digest = createHash("sha256")
    .update(JSON.stringify([report.state, report.summary, outline]))
    .digest("hex");
  return { commits: outline.commits.length, outline: await compressJson(outline), digest };
}
