import type { FC } from "hono/jsx";
import type { ReportCommit } from "../../checker/report.js";
import { Icon } from "../parts/icon.js";
import { Instant } from "../parts/instant.js";
import { Text } from "../parts/text.js";
import { messageParts } from "../text/message-parts.js";
import { shortSha } from "../text/short-ref.js";
import { CommitLink } from "./commit-link.js";
import { KeyedText } from "./keyed-text.js";
import type { ReportIndex } from "./report-index.js";

/** Characters of a message's body that the page shows; longer ones are read where the commit lives. */
const bodyLimit = 5000;

interface CommitItemProps {
  readonly commit: ReportCommit;
  readonly index: ReportIndex;
  readonly now: Date;
}

/** One commit of a list: its subject, the rest of the message to unfold, who and when. */
export const CommitItem: FC<CommitItemProps> = ({ commit, index, now }) => {
  const { subject, body } = messageParts(commit.message);
  return (
    <li class="commit">
      <div class="commit-words">
        <p class="subject" dir="auto">
          {subject === "" ? (
            <i class="muted">No message</i>
          ) : (
            <KeyedText text={subject} keys={commit.issueKeys} index={index} />
          )}
        </p>
        {body !== "" && (
          <details>
            <summary>
              <Icon name="more" />
              <span class="for-readers">Full message of {shortSha(commit.sha)}</span>
            </summary>
            <pre dir="auto">
              <KeyedText text={body.slice(0, bodyLimit)} keys={commit.issueKeys} index={index} />
              {body.length > bodyLimit && ` … (${body.length - bodyLimit} more characters in the commit)`}
            </pre>
          </details>
        )}
        <p class="muted">
          <Text>{commit.author.name}</Text> committed <Instant at={commit.committedAt} now={now} />
        </p>
      </div>
      <CommitLink sha={commit.sha} url={commit.url} />
    </li>
  );
};
