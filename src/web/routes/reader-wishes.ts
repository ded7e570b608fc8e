import type { Report } from "../../checker/report.js";
import { announcementFormats, type AnnouncementFormat } from "../report/announcement/announcement-format.js";
import { readContentsWish, wishEntries } from "../report/issues/contents-wish.js";
import type { Recheck } from "../report/standing.js";

/** For how long a page waits for the result of a check that its reader asked for, in milliseconds. */
const patience = 120_000;

/** What a page's query says: which of its forms, what of which list, which check was asked for, whether to hold still. */
export interface ReaderWishes {
  /** For a screen on the wall. */
  readonly isWall: boolean;
  /** In which format it is announced; null: not asked for. */
  readonly announcement: AnnouncementFormat | null;
  /** The pages of long lists, and how the issues are wanted. */
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
    isWall: query["display"] === "wall",
    announcement: announcementFormats.find((format) => format === query["as"]) ?? null,
    lists: new URLSearchParams([...lists, ...wishEntries(readContentsWish(new URLSearchParams(query)))]),
    requestedAt: age >= 0 && age <= patience ? requested : null,
    holdStill: query["refresh"] === "off",
  };
}

/** Where the check stands that the reader asked for, or that is under way anyway. */
export function recheckOf({ requestedAt }: ReaderWishes, report: Report, isPending: boolean): Recheck {
  if (requestedAt === null) return isPending ? "running" : null;
  return Date.parse(report.gatheredAt) < requestedAt ? "requested" : "done";
}
