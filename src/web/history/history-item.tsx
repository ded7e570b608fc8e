import type { FC } from "hono/jsx";
import type { HistoryEntry, OutlinedFinding } from "../../deploys/ports/history.js";
import { Icon } from "../parts/icon.js";
import { Instant } from "../parts/instant.js";
import { VerdictLabel } from "../parts/state-label.js";
import { Text } from "../parts/text.js";
import { targetHref } from "../paths.js";
import { countOf } from "../text/count-of.js";
import { shortRef, shortSha } from "../text/short-ref.js";
import { visibleText } from "../text/visible-text.js";
import { FindingList } from "./finding-list.js";
import type { HeadHistory } from "./fold-entries.js";
import { whatChanged, type WhatChanged } from "./what-changed.js";

interface HistoryItemProps {
  /** "owner/name" */
  readonly repository: string;
  readonly target: string;
  readonly head: HeadHistory;
  readonly now: Date;
}

/** A head: what it came to, what it changed, and what became of it. */
export const HistoryItem: FC<HistoryItemProps> = ({ repository, target, head, now }) => {
  const [newest] = head.entries;
  const shipped = head.entries.find((entry) => entry.shipped !== null);
  const evaluations = head.entries.reduce((sum, entry) => sum + entry.evaluations, 0);
  return (
    <li class="target history-head">
      <VerdictLabel state={newest.state} />
      <div>
        <h3>
          <a href={`${targetHref(repository, target)}/${head.headSha}`}>
            <span class="for-readers">Head </span>
            <span class="sha">{shortSha(head.headSha)}</span>
          </a>{" "}
          <span class="muted">
            of <Text>{shortRef(head.ref)}</Text>
          </span>
        </h3>
        <p dir="auto">{visibleText(newest.summary)}</p>
        <p class="muted">
          <Instant at={newest.lastAt} now={now} exact />
          {evaluations > 1 && `, evaluated ${evaluations} times`}
        </p>
        {shipped !== undefined && <Shipped entry={shipped} now={now} />}
        <FindingList title="Exceptions" findings={exceptionsOf(shipped ?? newest)} withApprovals />
        <ChangeWords changes={whatChanged(head)} />
        {head.entries.length > 1 && <Steps head={head} now={now} />}
      </div>
    </li>
  );
};

const Shipped: FC<{ readonly entry: HistoryEntry; readonly now: Date }> = ({ entry, now }) => {
  const { shipped, outline } = entry;
  if (shipped === null) return null;
  const exceptions = exceptionsOf(entry).length;
  return (
    <p class="history-shipped">
      <Icon name="target" />{" "}
      <span>
        <b>Shipped</b> <Instant at={shipped.at} now={now} exact /> as{" "}
        <span class="sha">{shortSha(shipped.as)}</span>
        {outline !== null &&
          `, with ${exceptions === 0 ? "no exceptions" : countOf(exceptions, "exception")}`}
      </span>
    </p>
  );
};

function exceptionsOf({ outline }: HistoryEntry): readonly OutlinedFinding[] {
  return outline?.findings.filter(({ approval }) => approval !== null) ?? [];
}

const unchangedWords: Readonly<Record<Exclude<WhatChanged["kind"], "changes">, string>> = {
  first: "The first of its branch that is recorded",
  "could-not-tell": "What it changed could not be told",
  "not-recorded": "What it changed is not recorded",
};

const ChangeWords: FC<{ readonly changes: WhatChanged }> = ({ changes }) => {
  if (changes.kind !== "changes") return <p class="muted">{unchangedWords[changes.kind]}</p>;
  const { gone, added, commitsAdded, commitsRemoved } = changes;
  const commits = [
    ...(commitsAdded > 0 ? [`${countOf(commitsAdded, "commit")} added`] : []),
    ...(commitsRemoved > 0 ? [`${countOf(commitsRemoved, "commit")} no longer in it`] : []),
  ];
  return (
    <>
      <p class="muted">
        {commits.length > 0 ? commits.join(", ") : "The same commits as before"}
        {gone.length === 0 && added.length === 0 && ", the same findings"}
      </p>
      <FindingList title="New findings" findings={added} />
      <FindingList title="Findings gone" findings={gone} />
    </>
  );
};

/** The results of the head one after the other. */
const Steps: FC<{ readonly head: HeadHistory; readonly now: Date }> = ({
  head: { entries, headSha },
  now,
}) => (
  <details>
    <summary>
      {countOf(entries.length, "result")}
      <span class="for-readers"> of head {shortSha(headSha)}</span>
    </summary>
    <ol class="history-steps">
      {entries.map(({ at, state, summary }) => (
        <li>
          <VerdictLabel state={state} /> <span dir="auto">{visibleText(summary)}</span>{" "}
          <span class="muted">
            <Instant at={at} now={now} exact />
          </span>
        </li>
      ))}
    </ol>
  </details>
);
