import { createHmac, timingSafeEqual } from "node:crypto";

/** Whether a header "sha256=<hex>" is the HMAC of these very bytes under the key; in constant time. */
export function verifyHmac(key: string, bytes: Buffer, header: string | undefined): boolean {
  const given = /^sha256=([0-9a-f]{64})$/i.exec(header ?? "")?.[1];
  if (given === undefined) return false;
  const expected = createHmac("sha256", key).update(bytes).digest();
  return timingSafeEqual(expected, Buffer.from(given, "hex"));
}
