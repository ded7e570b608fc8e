import type { FC } from "hono/jsx";
import { auditHref, historyHref } from "../paths.js";

interface RepositoryLinksProps {
  /** "owner/name" */
  readonly repository: string;
  readonly targets: readonly string[];
}

/** The way from a repository to what became of each of its targets, and to who did what. */
export const RepositoryLinks: FC<RepositoryLinksProps> = ({ repository, targets }) => (
  <p class="history-links">
    {targets.map((target) => (
      <a href={historyHref(repository, target)}>
        History of <bdi>{target}</bdi>
      </a>
    ))}
    <a href={auditHref(repository)}>Audit log</a>
  </p>
);
