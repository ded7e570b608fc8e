import { parsePolicy } from "../policy/parse-policy.js";
import type { ParsedPolicy } from "../policy/policy.js";

/** Together at most some megabytes; a larger file is simply read again. */
const mostRemembered = 100;
const longestRemembered = 32 * 1024;

const remembered = new Map<string, ParsedPolicy>();

/** As {@link parsePolicy}: every push reads the same few files, and reading one takes some milliseconds. */
export function parsePolicyOnce(text: string): ParsedPolicy {
  const known = remembered.get(text);
  if (known !== undefined) return known;
  const parsed = parsePolicy(text);
  if (text.length > longestRemembered) return parsed;
  const [oldest] = remembered.keys();
  if (oldest !== undefined && remembered.size >= mostRemembered) remembered.delete(oldest);
  remembered.set(text, parsed);
  return parsed;
}
