import { z } from "zod";
import { deployKey } from "../deploys/deploy-key.js";
import type { Clock } from "../deploys/ports/clock.js";
import type { DeploymentReports } from "../deploys/ports/deployment-reports.js";
import { fullName, type Repository } from "../deploys/ports/repository.js";
import { answer } from "./answer.js";
import { parseJson } from "./parse-json.js";
import { type Entry, receiveJson } from "./receive-json.js";
import { verifyHmac } from "./verify-hmac.js";

export interface DeploymentsEntryOptions {
  /** DEPLOY_REPORT_SECRET; null: reports are not configured. */
  readonly secret: string | null;
  readonly reports: DeploymentReports;
  readonly clock: Clock;
}

const limitBytes = 64 * 1024;
/** A signed report that was overheard cannot be sent again later (contract 5.6). */
const freshForMs = 5 * 60_000;

const named = z.object({ repository: z.string().regex(/^[^/\s]{1,100}\/[^/\s]{1,100}$/) });

const reported = named.extend({
  target: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  sha: z.string().regex(/^[0-9a-f]{40}$/i),
  state: z.enum(["started", "succeeded", "failed"]),
  at: z.iso.datetime({ offset: true }),
});

/** POST /api/deployments: a deploy tool says what it did, signed with its repository's key (contract 5.6). */
export function createDeploymentsEntry({ secret, reports, clock }: DeploymentsEntryOptions): Entry {
  return async (request, response) => {
    if (secret === null) {
      answer(request, response, 404, { error: "Deployment reports are not configured here" });
      return;
    }
    const bytes = await receiveJson(request, response, limitBytes);
    if (bytes === null) return;
    const body = parseJson(bytes);
    const claim = named.safeParse(body);
    if (!claim.success) {
      answer(request, response, 400, { error: 'Send JSON with "repository": "owner/name"' });
      return;
    }
    const header = request.headers["x-signature-256"];
    const signature = typeof header === "string" ? header : undefined;
    const repository = await signerOf(claim.data.repository, bytes, signature, secret, reports);
    // One answer for both, so that nobody learns which repositories there are.
    if (repository === null) {
      answer(request, response, 401, { error: "The signature does not match the repository's key" });
      return;
    }
    const report = reported.safeParse(body);
    if (!report.success) {
      const fields = [...new Set(report.error.issues.map((issue) => issue.path.join(".")))];
      answer(request, response, 400, { error: "The report has missing or malformed fields", fields });
      return;
    }
    const at = new Date(report.data.at);
    if (Math.abs(clock.now().getTime() - at.getTime()) > freshForMs) {
      answer(request, response, 409, { error: '"at" is not within five minutes of the clock here' });
      return;
    }
    const outcome = await reports.report({
      repositoryId: repository.id,
      target: report.data.target,
      sha: report.data.sha.toLowerCase(),
      state: report.data.state,
      at: at.toISOString(),
    });
    if (outcome === "unknown-target") {
      answer(request, response, 404, { error: "The repository's policy has no such target" });
      return;
    }
    answer(request, response, 202, { status: "accepted" });
  };
}

/** The key is made of the name as GitHub spells it; a tool that spells it its own way signs with that. */
async function signerOf(
  name: string,
  bytes: Buffer,
  signature: string | undefined,
  secret: string,
  reports: DeploymentReports,
): Promise<Repository | null> {
  const slash = name.indexOf("/");
  const repository = await reports.repositoryByName(name.slice(0, slash), name.slice(slash + 1));
  const spellings = [repository ? fullName(repository) : name, name];
  const signed = spellings.map((spelling) => verifyHmac(deployKey(secret, spelling), bytes, signature));
  return signed.includes(true) ? repository : null;
}
