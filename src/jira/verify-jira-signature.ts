import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * Whether a webhook's `X-Hub-Signature: sha256=<hex>` is the HMAC of its raw body with our secret. Compares in
 * constant time; no header and no secret are no signature.
 */
export function verifyJiraSignature(
  rawBody: string | Uint8Array,
  header: string | null | undefined,
  secret: string,
): boolean {
  const signature = /^sha256=([0-9a-f]{64})$/i.exec(header?.trim() ?? "")?.[1];
  if (signature === undefined || secret === "") return false;
  const expected = createHmac("sha256", secret).update(rawBody).digest();
  return timingSafeEqual(expected, Buffer.from(signature, "hex"));
}
