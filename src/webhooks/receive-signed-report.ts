import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { deployKey } from "../deploys/deploy-key.js";
import type { Clock } from "../deploys/ports/clock.js";
import { fullName, type Repository } from "../deploys/ports/repository.js";
import { answer } from "./answer.js";
import { parseJson } from "./parse-json.js";
import { receiveJson } from "./receive-json.js";
import { verifyHmac } from "./verify-hmac.js";

export interface SignedReportOptions {
  /** DEPLOY_REPORT_SECRET; null: reports are not configured. */
  readonly secret: string | null;
  /** By owner and name, in any case. */
  readonly repositoryByName: (owner: string, name: string) => Promise<Repository | null>;
  readonly clock: Clock;
}

const limitBytes = 64 * 1024;
/** A signed report that was overheard cannot be sent again later (contract 5.6). */
const freshForMs = 5 * 60_000;

const named = z.object({ repository: z.string().regex(/^[^/\s]{1,100}\/[^/\s]{1,100}$/) });

/**
 * What a deploy tool posts, signed with its repository's key and dated. Null where it was refused and answered already:
 * nothing is said of the repository or the fields before the signature is right.
 */
export async function receiveSignedReport<Report extends { readonly at: string }>(
  request: IncomingMessage,
  response: ServerResponse,
  schema: z.ZodType<Report>,
  { secret, repositoryByName, clock }: SignedReportOptions,
): Promise<{ readonly repository: Repository; readonly report: Report } | null> {
  if (secret === null) {
    answer(request, response, 404, { error: "Deployment reports are not configured here" });
    return null;
  }
  const bytes = await receiveJson(request, response, limitBytes);
  if (bytes === null) return null;
  const body = parseJson(bytes);
  const claim = named.safeParse(body);
  if (!claim.success) {
    answer(request, response, 400, { error: 'Send JSON with "repository": "owner/name"' });
    return null;
  }
  const header = request.headers["x-signature-256"];
  const signature = typeof header === "string" ? header : undefined;
  const repository = await signerOf(claim.data.repository, bytes, signature, secret, repositoryByName);
  // One answer for both, so that nobody learns which repositories there are.
  if (repository === null) {
    answer(request, response, 401, { error: "The signature does not match the repository's key" });
    return null;
  }
  const report = schema.safeParse(body);
  if (!report.success) {
    const fields = [...new Set(report.error.issues.map((issue) => issue.path.join(".")))];
    answer(request, response, 400, { error: "The report has missing or malformed fields", fields });
    return null;
  }
  if (Math.abs(clock.now().getTime() - new Date(report.data.at).getTime()) > freshForMs) {
    answer(request, response, 409, { error: '"at" is not within five minutes of the clock here' });
    return null;
  }
  return { repository, report: report.data };
}

/** The key is made of the name as GitHub spells it; a tool that spells it its own way signs with that. */
async function signerOf(
  name: string,
  bytes: Buffer,
  signature: string | undefined,
  secret: string,
  repositoryByName: SignedReportOptions["repositoryByName"],
): Promise<Repository | null> {
  const slash = name.indexOf("/");
  const repository = await repositoryByName(name.slice(0, slash), name.slice(slash + 1));
  const spellings = [repository ? fullName(repository) : name, name];
  const signed = spellings.map((spelling) => verifyHmac(deployKey(secret, spelling), bytes, signature));
  return signed.includes(true) ? repository : null;
}
