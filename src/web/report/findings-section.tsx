import type { FC } from "hono/jsx";
import { Icon } from "../parts/icon.js";
import { PageLinks } from "../parts/page-links.js";
import { pageOf } from "../parts/page-of.js";
import type { IconName } from "../styling/icons.js";
import { visibleText } from "../text/visible-text.js";
import { checkWords } from "./check-words.js";
import { Approving } from "./approving.js";
import { FindingItem, Remedy } from "./finding-item.js";
import { sortFindings, type FindingGroup } from "./finding-groups.js";
import type { ReportView } from "./report-view.js";

const findingsPerPage = 100;
/** Up to so many the browser lays out at once. */
const shortList = 20;

/** What is wrong, what is worth knowing, and what people have accepted, each by check. */
export const FindingsSections: FC<{ readonly view: ReportView }> = ({ view }) => {
  const { failures, warnings, approved } = sortFindings(view.report);
  const { approvals } = view;
  const isAnyOpen = failures.length + warnings.length > 0;
  return (
    <>
      <Findings id="failures" title="What is wrong" icon="failure" groups={failures} view={view} />
      <Findings id="warnings" title="Warnings" icon="warning" groups={warnings} view={view} />
      {approvals !== null && isAnyOpen && <Approving approvals={approvals} />}
      <Findings id="approved" title="Approved exceptions" icon="approved" groups={approved} view={view} />
    </>
  );
};

interface FindingsProps {
  readonly id: string;
  readonly title: string;
  readonly icon: IconName;
  readonly groups: readonly FindingGroup[];
  readonly view: ReportView;
}

const Findings: FC<FindingsProps> = ({ id, title, icon, groups, view }) =>
  groups.length === 0 ? null : (
    <section id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {groups.map((group) => (
        <GroupBox list={`${id}-${group.check}`} icon={icon} group={group} view={view} />
      ))}
    </section>
  );

interface GroupBoxProps {
  readonly list: string;
  readonly icon: IconName;
  readonly group: FindingGroup;
  readonly view: ReportView;
}

const GroupBox: FC<GroupBoxProps> = ({ list, icon, group, view }) => {
  const { title, why } = checkWords(group.check);
  const page = pageOf(group.findings, findingsPerPage, view.query.get(list));
  const [first] = group.findings;
  const shared =
    first !== undefined &&
    group.findings.length > 1 &&
    group.findings.every(({ remedy }) => remedy === first.remedy);
  return (
    <div class={`box box-${icon}`} id={list}>
      <div class="box-header">
        <h3>
          <Icon name={icon} /> {title} <span class="counter">{group.findings.length}</span>
        </h3>
        {why !== "" && <p class="muted">{why}</p>}
        {shared && <Remedy>{visibleText(first.remedy)}</Remedy>}
      </div>
      <ul class={page.items.length > shortList ? "rows rows-long" : "rows"}>
        {page.items.map((finding) => (
          <FindingItem
            finding={finding}
            index={view.index}
            now={view.now}
            withRemedy={!shared}
            approvals={view.approvals}
            fixHref={view.fixHref(finding)}
          />
        ))}
      </ul>
      <PageLinks page={page} list={list} label={title} query={view.query} />
    </div>
  );
};
