import type { Report } from "../../checker/report.js";
import type { Recheck } from "../report/standing.js";

/** For how long a page waits for the result of a check that its reader asked for, in milliseconds. */
const patience = 120_000;

/** What a page's query says: which page of which list, which check was asked for, whether to hold still. */
export interface ReaderWishes {
  /** The pages of long lists only. */
  readonly lists: URLSearchParams;
  /** Milliseconds since the epoch; null where no check was asked for, or too long ago. */
  readonly requestedAt: number | null;
  readonly holdStill: boolean;
}

/** Reads a query; whatever is not understood is left out, and so never comes back in a link. */
export function readWishes(query: Readonly<Record<string, string>>, now: Date): ReaderWishes {
  const lists = Object.entries(query).filter(
    ([name, value]) =>
      /^(?:issues|(?:commits|failures|warnings|approved)-[a-z-]{1,60})$/.test(name) &&
      /^(?:all|[1-9][0-9]{0,5})$/.test(value),
  );
  const requested = /^[0-9]{13}$/.test(query["requested"] ?? "") ? Number(query["requested"]) : NaN;
  const age = now.getTime() - requested;
  return {
    lists: new URLSearchParams(lists),
    requestedAt: age >= 0 && age <= patience ? requested : null,
    holdStill: query["refresh"] === "off",
  };
}

/** Where the check stands that the reader asked for, or that is under way anyway. */
export function recheckOf({ requestedAt }: ReaderWishes, report: Report, isPending: boolean): Recheck {
  if (requestedAt === null) return isPending ? "running" : null;
  return Date.parse(report.gatheredAt) < requestedAt ? "requested" : "done";
}
