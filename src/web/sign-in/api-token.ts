import { createHash, timingSafeEqual } from "node:crypto";

/** The name of the read token that an Authorization header bears; null: none of ours. */
export function nameOfToken(
  header: string | undefined,
  tokens: readonly { readonly name: string; readonly sha256: string }[],
): string | null {
  const token = /^Bearer ([\x21-\x7e]{1,500})$/i.exec(header ?? "")?.[1];
  if (token === undefined) return null;
  const hash = createHash("sha256").update(token).digest();
  return tokens.find(({ sha256 }) => timingSafeEqual(hash, Buffer.from(sha256, "hex")))?.name ?? null;
}
