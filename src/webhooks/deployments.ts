import { z } from "zod";
import type { Clock } from "../deploys/ports/clock.js";
import type { DeploymentReports } from "../deploys/ports/deployment-reports.js";
import { answer } from "./answer.js";
import type { Entry } from "./receive-json.js";
import { receiveSignedReport } from "./receive-signed-report.js";

export interface DeploymentsEntryOptions {
  /** DEPLOY_REPORT_SECRET; null: reports are not configured. */
  readonly secret: string | null;
  readonly reports: DeploymentReports;
  readonly clock: Clock;
}

const reported = z.object({
  target: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  sha: z.string().regex(/^[0-9a-f]{40}$/i),
  state: z.enum(["started", "succeeded", "failed"]),
  at: z.iso.datetime({ offset: true }),
});

/** POST /api/deployments: a deploy tool says what it did, signed with its repository's key (contract 5.6). */
export function createDeploymentsEntry({ secret, reports, clock }: DeploymentsEntryOptions): Entry {
  const options = {
    secret,
    clock,
    repositoryByName: (owner: string, name: string) => reports.repositoryByName(owner, name),
  };
  return async (request, response) => {
    const received = await receiveSignedReport(request, response, reported, options);
    if (received === null) return;
    const { repository, report } = received;
    const outcome = await reports.report({
      repositoryId: repository.id,
      target: report.target,
      sha: report.sha.toLowerCase(),
      state: report.state,
      at: new Date(report.at).toISOString(),
    });
    if (outcome === "unknown-target") {
      answer(request, response, 404, { error: "The repository's policy has no such target" });
      return;
    }
    answer(request, response, 202, { status: "accepted" });
  };
}
