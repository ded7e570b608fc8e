import { createHmac } from "node:crypto";

/**
 * The key with which one repository's deploy tool signs its reports (contract 5.6): HMAC-SHA256 of the
 * repository's full name, in hexadecimal. Derived, so that a leaked key opens one repository and nothing
 * has to be stored.
 *
 * @param secret the service's DEPLOY_REPORT_SECRET
 * @param fullName "owner/repo", spelt as GitHub spells it: another case is another key
 */
export function deployKey(secret: string, fullName: string): string {
  return createHmac("sha256", secret).update(fullName).digest("hex");
}
