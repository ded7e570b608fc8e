import { statusContext } from "../../policy/match-target.js";

const prefix = statusContext("");

/** The target that a commit status is about; null for our other contexts (locks, previews). */
export function targetOfContext(context: string): string | null {
  const target = context.startsWith(prefix) ? context.slice(prefix.length) : "";
  return /^(?!lock$)[a-z0-9][a-z0-9-]*$/.test(target) ? target : null;
}
