import { parsePolicyOnce } from "./parse-policy-once.js";
import type { ReadPolicy } from "./governing-policy.js";
import type { GoverningPolicy } from "./ports/store.js";

/** The policy that governed last, read again; null where there is none, or this version no longer reads it. */
export function lastPolicy(last: GoverningPolicy | null): ReadPolicy | null {
  if (last === null) return null;
  const parsed = parsePolicyOnce(last.text);
  return parsed.valid ? { file: last, policy: parsed.policy } : null;
}
