import type { FC } from "hono/jsx";
import type { Person } from "../../access/person.js";
import { Icon } from "../parts/icon.js";
import { Layout } from "../parts/layout.js";
import { Text } from "../parts/text.js";
import { WebLink } from "../parts/web-link.js";
import { targetCrumbs } from "../paths.js";
import type { Site } from "../site.js";
import { visibleText } from "../text/visible-text.js";
import { FieldForm } from "./field-form.js";
import { fixHref } from "./fix-href.js";
import type { FixView } from "./fix-view.js";
import { Moves } from "./move-form.js";

interface FixPageProps {
  readonly site: Site;
  readonly repository: string;
  readonly target: string;
  /** The deploy's page. */
  readonly headHref: string;
  /** As the report has it. */
  readonly issueKey: string;
  readonly person: Person;
  readonly view: FixView;
}

/** One issue of a deploy: what is not as the policy asks, and the forms that put it right in Jira. */
export const FixPage: FC<FixPageProps> = ({ site, repository, target, headHref, issueKey, person, view }) => {
  const { fixes, attempt, notice } = view;
  const { issue, fields, status } = fixes;
  const action = fixHref(headHref, issueKey);
  const nothing = fields.length === 0 && status === null;
  return (
    <Layout
      site={site}
      title={`Put ${issue.key} right · Pre-Deploy Checker`}
      crumbs={targetCrumbs(repository, target, `Put ${issueKey} right`)}
    >
      <h1>Put {issue.key} right</h1>
      <p class="fix-issue">
        <Text>{issue.summary}</Text>{" "}
        <span class="muted">
          <Text>{`${issue.type}, ${issue.status}`}</Text>
        </span>
      </p>
      <p class="fix-links">
        <a class="button" href={headHref}>
          Back to the deploy
        </a>
        <WebLink class="button" href={issue.url}>
          <Icon name="link" /> Open in Jira<span class="for-readers">: {issue.key}</span>
        </WebLink>
      </p>
      {notice !== null && (
        <div class="notice notice-attention" role="alert">
          <Icon name="warning" />
          <div>
            <p>
              <b>{notice.title}</b>
            </p>
            {notice.words.map((words) => (
              <p dir="auto">{visibleText(words)}</p>
            ))}
          </div>
        </div>
      )}
      {nothing ? (
        <NothingLeft action={`${headHref}/recheck`} />
      ) : (
        <p class="muted fix-note">
          What you save is written with the service's Jira account, with a comment that names you (@
          {person.login}); the deploy is checked again at once.
        </p>
      )}
      {status !== null && (
        <Moves
          issue={issue}
          status={status}
          action={action}
          attempt={attempt?.kind === "move" ? attempt : null}
        />
      )}
      {fields.map((fix) => (
        <FieldForm
          fix={fix}
          action={action}
          attempt={attempt?.kind === "field" && attempt.about === fix.field.id ? attempt : null}
        />
      ))}
    </Layout>
  );
};

const NothingLeft: FC<{ readonly action: string }> = ({ action }) => (
  <div class="box blank">
    <Icon name="success" />
    <h2>Nothing is left to put right</h2>
    <p>
      Jira has this issue as the policy asks. Where the deploy's page says otherwise, it is older than that.
    </p>
    <form method="post" action={action}>
      <button class="button" type="submit">
        <Icon name="recheck" /> Check the deploy again
      </button>
    </form>
  </div>
);
