import type { FC } from "hono/jsx";
import type { OutlinedFinding } from "../../deploys/ports/history.js";
import { Text } from "../parts/text.js";
import { checkWords } from "../report/check-words.js";
import { visibleText } from "../text/visible-text.js";
import { subjectWords } from "./subject-words.js";

/** Findings that are named; the rest are counted. */
const named = 10;

interface FindingListProps {
  readonly title: string;
  readonly findings: readonly OutlinedFinding[];
  /** Who accepted them and why, too. */
  readonly withApprovals?: boolean;
}

/** Findings of a stored outline, each with its check and subject; nothing where there are none. */
export const FindingList: FC<FindingListProps> = ({ title, findings, withApprovals = false }) =>
  findings.length === 0 ? null : (
    <div class="history-findings">
      <h4>
        {title} <span class="counter">{findings.length}</span>
      </h4>
      <ul>
        {findings.slice(0, named).map(({ check, subject, message, approval }) => (
          <li>
            <span dir="auto">{visibleText(message)}</span>{" "}
            <span class="muted">
              (<Text>{checkWords(check).title}</Text>
              {!message.includes(subject.id) && (
                <>
                  , <Text>{subjectWords(subject)}</Text>
                </>
              )}
              )
            </span>
            {withApprovals && approval !== null && (
              <span class="history-approval">
                by <Text>{`@${approval.by}`}</Text>: <Text>{approval.reason}</Text>
              </span>
            )}
          </li>
        ))}
        {findings.length > named && <li class="muted">and {findings.length - named} more</li>}
      </ul>
    </div>
  );
