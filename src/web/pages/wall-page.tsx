import type { FC } from "hono/jsx";
import type { PeopleOfDeploy } from "../../access/people-of-deploy.js";
import type { Report, State } from "../../checker/report.js";
import { Icon } from "../parts/icon.js";
import { Instant } from "../parts/instant.js";
import { Layout } from "../parts/layout.js";
import { verdicts } from "../parts/state-words.js";
import { Text } from "../parts/text.js";
import { overviewOf } from "../report/overview/overview.js";
import { OverviewTiles } from "../report/overview/overview-tiles.js";
import type { Standing } from "../report/standing.js";
import { WallPeople } from "../sign-offs/wall-people.js";
import type { Site } from "../site.js";
import { shortRef, shortSha } from "../text/short-ref.js";
import { visibleText } from "../text/visible-text.js";

interface WallPageProps {
  readonly site: Site;
  /** "owner/name" */
  readonly repository: string;
  readonly target: string;
  readonly head: { readonly ref: string; readonly sha: string };
  readonly state: State;
  readonly summary: string;
  /** When that was found or asked. ISO 8601. */
  readonly at: string;
  /** Null while the first check of the head runs. */
  readonly report: Report | null;
  readonly standing: Standing;
  /** Null where nobody is asked. */
  readonly people: PeopleOfDeploy | null;
  readonly isBeingChecked: boolean;
  readonly now: Date;
  /** This page. */
  readonly href: string;
}

const refreshSeconds = 30;

/** The verdict from across the room: large type, nothing to press, loads itself again. */
export const WallPage: FC<WallPageProps> = ({ site, repository, target, head, report, now, ...props }) => (
  <Layout
    site={site}
    state={props.state}
    title={`${verdicts[props.state].word}: ${repository} ${target}`}
    refresh={{ seconds: refreshSeconds, href: props.href, withoutScriptOnly: true }}
    scripts={["report-wall"]}
    frame={false}
  >
    <div class="wall" data-wall={refreshSeconds}>
      <div class="wall-top">
        <p class="wall-place">
          <bdi>{repository}</bdi> <b>{target}</b> · <Text>{shortRef(head.ref)}</Text>{" "}
          <span class="sha">{shortSha(head.sha)}</span>
        </p>
        {props.people !== null && <WallPeople people={props.people} />}
      </div>
      <div class={`headline headline-${props.state}`}>
        <span class="headline-icon">
          <Icon name={verdicts[props.state].icon} />
        </span>
        <div class="headline-words">
          <h1>{verdicts[props.state].word}</h1>
          <p dir="auto">{visibleText(props.summary)}</p>
        </div>
      </div>
      {report !== null && <OverviewTiles overview={overviewOf(report)} linked={false} />}
      <p class="wall-foot">
        {newsOf(props.standing, props.isBeingChecked)} {report === null ? "Asked" : "Checked"}{" "}
        <Instant at={props.at} now={now} />. <b data-wall-lost hidden />
      </p>
    </div>
  </Layout>
);

function newsOf(standing: Standing, isBeingChecked: boolean): string {
  if (standing.kind === "superseded") return `A newer head, ${shortSha(standing.by)}, has been pushed.`;
  if (standing.kind === "closed") return "It has shipped, or its branch is gone.";
  return isBeingChecked ? "It is being checked again." : "";
}
