import { createPrivateKey } from "node:crypto";
import { text } from "./formats.js";

/**
 * A PEM key as people manage to put it into one variable: with real line breaks, with `\n` written out, or
 * base64-encoded as a whole. Answers the PEM text, or null where there is no RSA private key in it.
 */
export function readPrivateKey(value: string): string | null {
  const unescaped = value.replaceAll("\\n", "\n").trim();
  const pem = unescaped.includes("-----BEGIN")
    ? unescaped
    : Buffer.from(unescaped, "base64").toString("utf8").trim();
  try {
    return createPrivateKey(pem).asymmetricKeyType === "rsa" ? `${pem}\n` : null;
  } catch {
    return null;
  }
}

export const privateKey = text
  .transform(readPrivateKey)
  .refine((pem) => pem !== null, "does not hold an RSA private key in PEM format");
