import type { FC } from "hono/jsx";
import type { Report } from "../../checker/report.js";
import type { IconName } from "../styling/icons.js";
import { Icon } from "../parts/icon.js";
import { sortFindings, type FindingGroup } from "./finding-groups.js";

interface SectionLink {
  readonly id: string;
  readonly words: string;
  readonly icon: IconName;
  readonly count: number;
}

const sizeOf = (groups: readonly FindingGroup[]): number =>
  groups.reduce((sum, { findings }) => sum + findings.length, 0);

/** The page at a glance: how much of everything there is, and the way to it. */
export const SectionLinks: FC<{ readonly report: Report }> = ({ report }) => {
  const { failures, warnings, approved } = sortFindings(report);
  const links: readonly SectionLink[] = [
    { id: "problems", words: "Unknown", icon: "error", count: report.problems.length },
    { id: "failures", words: "Wrong", icon: "failure", count: sizeOf(failures) },
    { id: "warnings", words: "Warnings", icon: "warning", count: sizeOf(warnings) },
    { id: "approved", words: "Approved", icon: "approved", count: sizeOf(approved) },
    { id: "checks", words: "Checks", icon: "check", count: report.checks.length },
    { id: "migrations", words: "Migrations", icon: "migration", count: report.migrations.length },
    { id: "issues", words: "Issues", icon: "issue", count: report.issues.length },
    { id: "commits", words: "Commits", icon: "commit", count: report.commits.length },
  ];
  return (
    <nav class="section-links" aria-label="On this page">
      <ul>
        {links
          .filter(({ count }) => count > 0)
          .map(({ id, words, icon, count }) => (
            <li>
              <a href={`#${id}`}>
                <Icon name={icon} /> {words} <span class="counter">{count}</span>
              </a>
            </li>
          ))}
      </ul>
    </nav>
  );
};
