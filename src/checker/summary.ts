import { count } from "./count.js";
import { oneLine } from "./one-line.js";
import type { Problem } from "./report.js";
import { shorten } from "./shorten.js";

/** GitHub's limit for the description of a commit status, in UTF-16 units. */
export const longestSummary = 140;

/** How much one phrase may take where several kinds must be named: two of them and ", and 99 more" fit. */
const longestPhrase = 60;

/**
 * The one line of a deploy that may not ship, or of which it cannot be told: what is broken, then what kept us from
 * telling. Both kinds are named; what does not fit is counted: "..., and 2 more".
 */
export function summariseTrouble(
  broken: readonly string[],
  problems: readonly Problem[],
  at: string,
): string {
  const unknown = problems.map((problem) => describeProblem(problem, at));
  const whole = [...broken, ...unknown].join(", ");
  if (whole.length <= longestSummary) return whole;
  const kinds = [broken, unknown].filter((phrases) => phrases.length > 0).length;
  const limit = kinds > 1 ? longestPhrase : longestSummary - ", and 999 more".length;
  const shortBroken = broken.map((phrase) => shorten(phrase, limit));
  const shortUnknown = problems.map((problem) => describeProblem(problem, at, limit));
  return fit(shortBroken, shortUnknown);
}

/** The one line of a deploy that may ship: what it contains, what was approved, and as many warnings as fit. */
export function summariseSuccess(
  contents: { readonly issues: number; readonly commits: number; readonly approved: number },
  warnings: readonly string[],
): string {
  const start = `OK to deploy: ${count(contents.issues, "issue")}, ${count(contents.commits, "commit")}`;
  const approved = contents.approved === 0 ? [] : [`${count(contents.approved, "exception")} approved`];
  return fit(
    [[start, ...approved].join(", "), ...warnings.map((warning) => shorten(warning, longestPhrase))],
    [],
  );
}

/** As many of the first phrases as fit, at least one of either kind, then how many there are besides. */
function fit(first: readonly string[], second: readonly string[]): string {
  const total = first.length + second.length;
  for (let left = total; left > 0; left--) {
    const reserved = Math.min(1, second.length, left);
    const fromFirst = Math.min(first.length, left - reserved);
    const named = [...first.slice(0, fromFirst), ...second.slice(0, left - fromFirst)];
    const line = named.join(", ") + (left < total ? `, and ${total - left} more` : "");
    if (line.length <= longestSummary) return line;
  }
  return shorten([...first, ...second].join(", "), longestSummary);
}

function describeProblem({ message, since, retryAt }: Problem, at: string, limit = longestSummary): string {
  const ending = retryAt === null ? "" : ` since ${timeOfDay(since, at)}, retrying`;
  return shorten(oneLine(message), Math.max(1, limit - ending.length)) + ending;
}

/** "10:42 UTC", with the date where it was on another day. */
function timeOfDay(instant: string, now: string): string {
  const time = new Date(instant);
  if (Number.isNaN(time.getTime())) return shorten(oneLine(instant), 30);
  const [date, clock] = time.toISOString().split("T");
  const words = `${(clock ?? "").slice(0, 5)} UTC`;
  return now.startsWith(date ?? "") ? words : `${date ?? ""} ${words}`;
}
