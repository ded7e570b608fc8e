import { z } from "zod";
import type { Clock } from "../deploys/ports/clock.js";
import type { MigrationTimings } from "../deploys/ports/migration-timings.js";
import { answer } from "./answer.js";
import type { Entry } from "./receive-json.js";
import { receiveSignedReport } from "./receive-signed-report.js";

export interface MigrationTimingsEntryOptions {
  /** DEPLOY_REPORT_SECRET; null: reports are not configured. */
  readonly secret: string | null;
  readonly timings: MigrationTimings;
  readonly clock: Clock;
}

const longestSeconds = 30 * 24 * 60 * 60;

const reported = z.object({
  target: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  sha: z.string().regex(/^[0-9a-f]{40}$/i),
  at: z.iso.datetime({ offset: true }),
  timings: z
    .array(
      z.object({
        migration: z.string().min(1).max(500),
        seconds: z.number().positive().max(longestSeconds),
      }),
    )
    .min(1)
    .max(100),
});

/**
 * POST /api/migrations/timings: a deploy tool says how long the migrations of a deploy really took, signed with its
 * repository's key as deployments are. What cannot be learned from is answered with the reason.
 */
export function createMigrationTimingsEntry({ secret, timings, clock }: MigrationTimingsEntryOptions): Entry {
  const options = {
    secret,
    clock,
    repositoryByName: (owner: string, name: string) => timings.repositoryByName(owner, name),
  };
  return async (request, response) => {
    const received = await receiveSignedReport(request, response, reported, options);
    if (received === null) return;
    const { repository, report } = received;
    const outcome = await timings.record({
      repositoryId: repository.id,
      target: report.target,
      sha: report.sha.toLowerCase(),
      at: new Date(report.at).toISOString(),
      timings: report.timings,
    });
    if (outcome === "unknown-deploy") {
      answer(request, response, 404, { error: "There is no report of that commit and target" });
      return;
    }
    answer(request, response, 202, { status: "accepted", ...outcome });
  };
}
