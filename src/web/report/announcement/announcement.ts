import type { PeopleOfDeploy } from "../../../access/people-of-deploy.js";
import type { Report, ReportIssue } from "../../../checker/report.js";
import { verdicts } from "../../parts/state-words.js";
import { countOf } from "../../text/count-of.js";
import { messageParts } from "../../text/message-parts.js";
import { shortSha } from "../../text/short-ref.js";
import { webAddress } from "../../text/web-address.js";
import { chooseIssues } from "../issues/choose-issues.js";
import type { ContentsWish } from "../issues/contents-wish.js";
import { peopleOf } from "../people/people-of.js";
import { indexReport } from "../report-index.js";
import { announcedPeople, type AnnouncedRole } from "./announced-people.js";
import { oneLine } from "./one-line.js";

/** Words with the address that they lead to; null: none that we would follow. */
export interface AnnouncedLink {
  readonly words: string;
  readonly href: string | null;
}

export interface AnnouncedItem {
  readonly name: AnnouncedLink;
  readonly words: string;
  /** "In Review, Ada Lovelace" */
  readonly details: string;
  readonly nested: boolean;
}

export interface AnnouncedGroup {
  /** Null: there is only this one. */
  readonly title: string | null;
  readonly items: readonly AnnouncedItem[];
}

/** A deploy as its team tells others about it. All words are on one line each, with nothing invisible in them. */
export interface Announcement {
  readonly title: string;
  readonly verdict: string;
  readonly summary: string;
  /** "15 issues, 32 commits by 6 people" */
  readonly size: string;
  readonly people: readonly AnnouncedRole[];
  readonly links: readonly AnnouncedLink[];
  /** What part of the issues it tells; null: all. */
  readonly part: string | null;
  readonly groups: readonly AnnouncedGroup[];
}

interface AnnouncementParts {
  readonly report: Report;
  /** "owner/name", as the repository is called now. */
  readonly repository: string;
  /** The report's page. */
  readonly pageUrl: string;
  /** Who answers for the deploy; null: it is not asked here. */
  readonly people: PeopleOfDeploy | null;
  readonly wish: ContentsWish;
}

/** Exactly the issues that the page shows with the same wish; the commits without one too where it shows all. */
export function announcementOf({
  report,
  repository,
  pageUrl,
  people,
  wish,
}: AnnouncementParts): Announcement {
  const { groups, count } = chooseIssues(report, indexReport(report), wish);
  const total = report.issues.length;
  const isWhole = wish.filter === "" && wish.show === "all";
  const authors = peopleOf(report).filter(({ commits }) => commits > 0).length;
  return {
    title: oneLine(`${repository} ${report.target}`),
    verdict: verdicts[report.state].word,
    summary: oneLine(report.summary),
    size: `${countOf(total, "issue")}, ${countOf(report.commits.length, "commit")} by ${countOf(authors, "person", "people")}`,
    people: people === null ? [] : announcedPeople(people),
    links: [
      { words: "Report", href: webAddress(pageUrl) },
      { words: "Compare with production", href: webAddress(report.compareUrl) },
    ].filter(({ href }) => href !== null),
    part: isWhole ? null : partWords(wish, count, total),
    groups: [
      ...groups.map(({ title, about, issues }) => ({
        title: title === null ? null : oneLine(`${title} ${about}`),
        items: issues.map(({ issue, nested }) => issueItem(issue, nested)),
      })),
      ...(isWhole ? looseCommits(report) : []),
    ],
  };
}

function partWords({ filter, show }: ContentsWish, count: number, total: number): string {
  const which = [
    ...(show === "problems" ? ["with problems"] : []),
    ...(filter === "" ? [] : [`that match “${oneLine(filter)}”`]),
  ];
  return `${count} of ${countOf(total, "issue")}: those ${which.join(", ")}`;
}

function issueItem({ key, url, summary, status, assignee }: ReportIssue, nested: boolean): AnnouncedItem {
  return {
    name: { words: oneLine(key), href: webAddress(url) },
    words: oneLine(summary),
    details: oneLine([status, assignee ?? "nobody assigned"].filter((word) => word.trim() !== "").join(", ")),
    nested,
  };
}

function looseCommits({ commits }: Report): readonly AnnouncedGroup[] {
  const loose = commits.filter(
    ({ disposition, issueKeys }) =>
      (disposition === "shipping" || disposition === "no-issue") && issueKeys.length === 0,
  );
  const items = loose.map(({ sha, url, message, author }) => ({
    name: { words: shortSha(sha), href: webAddress(url) },
    words: oneLine(messageParts(message).subject),
    details: oneLine(author.name),
    nested: false,
  }));
  return items.length === 0 ? [] : [{ title: "Commits without an issue", items }];
}
