import type { FC } from "hono/jsx";
import type { AuditFilter, AuditLine } from "../../deploys/ports/audit-log.js";
import { AuditTable } from "../audit/audit-table.js";
import { Icon } from "../parts/icon.js";
import { Layout } from "../parts/layout.js";
import { auditCsvHref, auditHref, repositoryHref } from "../paths.js";
import type { Site } from "../site.js";

interface AuditPageProps {
  readonly site: Site;
  /** "owner/name" */
  readonly repository: string;
  readonly lines: readonly AuditLine[];
  readonly filter: AuditFilter;
  /** Targets to choose from. */
  readonly targets: readonly string[];
  readonly isNewest: boolean;
  /** Where the next page goes on; null: there is nothing older. */
  readonly before: string | null;
  readonly now: Date;
}

/** Who approved, withdrew, signed off or changed what in a repository. */
export const AuditPage: FC<AuditPageProps> = (props) => {
  const { site, repository, lines, filter, targets, isNewest, before, now } = props;
  const asked = { target: filter.target, person: filter.login };
  return (
    <Layout
      site={site}
      title={`Audit log · ${repository}`}
      crumbs={[
        { words: repository, href: repositoryHref(repository) },
        { words: "Audit log", href: null },
      ]}
    >
      <h1>Audit log</h1>
      <p class="lead muted">
        Who did what, newest first. Lines are only ever added; the database refuses to change or delete one.
      </p>
      <form class="filter" method="get" action={auditHref(repository)} role="search" aria-label="Audit log">
        <label>
          Target
          <select name="target">
            <option value="">All</option>
            {targets.map((target) => (
              <option value={target} selected={target === filter.target}>
                {target}
              </option>
            ))}
          </select>
        </label>
        <label>
          Person
          <input type="search" name="person" value={filter.login ?? ""} maxlength={100} spellcheck={false} />
        </label>
        <button class="button" type="submit">
          Show
        </button>
        <a class="button" href={auditCsvHref(repository, asked)}>
          Download as CSV
        </a>
      </form>
      {lines.length === 0 ? (
        <Blank isFiltered={filter.target !== undefined || filter.login !== undefined || !isNewest} />
      ) : (
        <AuditTable repository={repository} lines={lines} now={now} />
      )}
      <nav class="turn-pages" aria-label="Pages of the audit log">
        {!isNewest && <a href={auditHref(repository, asked)}>Newest</a>}
        {before !== null && <a href={auditHref(repository, { ...asked, before })}>Older</a>}
      </nav>
    </Layout>
  );
};

const Blank: FC<{ readonly isFiltered: boolean }> = ({ isFiltered }) => (
  <div class="box blank">
    <Icon name="approved" />
    <h2>{isFiltered ? "No such line" : "Nothing yet"}</h2>
    <p class="muted">
      {isFiltered
        ? "Nobody did anything here that fits what you asked for."
        : "Approvals, sign-offs and what people change from these pages will stand here."}
    </p>
  </div>
);
