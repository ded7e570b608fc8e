import type { FC } from "hono/jsx";
import type { AuditLine } from "../../deploys/ports/audit-log.js";
import { Instant } from "../parts/instant.js";
import { Text } from "../parts/text.js";
import { targetHref } from "../paths.js";
import { checkWords } from "../report/check-words.js";
import { shortSha } from "../text/short-ref.js";
import { visibleText } from "../text/visible-text.js";
import { auditStanding } from "./audit-standing.js";
import { detailText, otherDetail } from "./audit-words.js";

const sha = /^[0-9a-f]{40}$/;

interface AuditTableProps {
  /** "owner/name" */
  readonly repository: string;
  readonly lines: readonly AuditLine[];
  readonly now: Date;
}

/** Who did what, newest first. */
export const AuditTable: FC<AuditTableProps> = ({ repository, lines, now }) => (
  <div class="box scroll">
    <table class="audit">
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">Who did what</th>
          <th scope="col">On</th>
          <th scope="col">About</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr>
            <th scope="row">
              <Instant at={line.at} now={now} exact />
            </th>
            <td data-label="Who did what">
              <div>
                <b>
                  <Text>{`@${line.login}`}</Text>
                </b>{" "}
                <Text>{line.action}</Text>
                <Standing line={line} now={now} />
              </div>
            </td>
            <td data-label="On">
              <Place repository={repository} line={line} />
            </td>
            <td data-label="About">
              <About line={line} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const Standing: FC<{ readonly line: AuditLine; readonly now: Date }> = ({ line, now }) => {
  const standing = auditStanding(line, now);
  if (standing === null) return null;
  return (
    <p class="muted">
      {standing.kind === "withdrawn" && (
        <>
          <span class="label">Withdrawn</span> by <Text>{`@${standing.by}`}</Text>{" "}
        </>
      )}
      {standing.kind === "expired" && (
        <>
          <span class="label">Expired</span>{" "}
        </>
      )}
      {standing.kind === "until" && "until "}
      <Instant at={standing.at} now={now} exact />
    </p>
  );
};

const Place: FC<{ readonly repository: string; readonly line: AuditLine }> = ({ repository, line }) => {
  const head = detailText(line, "sha");
  if (line.target === null) return <div>the repository</div>;
  return (
    <div>
      <Text>{line.target}</Text>
      {sha.test(head) && (
        <>
          {" "}
          <a class="sha" href={`${targetHref(repository, line.target)}/${head}`}>
            <span class="for-readers">at head </span>
            {shortSha(head)}
          </a>
        </>
      )}
    </div>
  );
};

const About: FC<{ readonly line: AuditLine }> = ({ line }) => {
  const [check, subject] = [detailText(line, "check"), detailText(line, "subject")];
  const [message, reason] = [detailText(line, "message"), detailText(line, "reason")];
  return (
    <div>
      {message !== "" && <p dir="auto">{visibleText(message)}</p>}
      {(check !== "" || subject !== "") && (
        <p class="muted">
          {check !== "" && <Text>{checkWords(check).title}</Text>}
          {check !== "" && subject !== "" && ": "}
          {subject !== "" && <Text>{sha.test(subject) ? shortSha(subject) : subject}</Text>}
        </p>
      )}
      {reason !== "" && (
        <p class="audit-reason">
          <span class="muted">Reason:</span> <Text>{reason}</Text>
        </p>
      )}
      {otherDetail(line).map(([name, value]) => (
        <p class="muted">
          <Text>{name}</Text>: <Text>{value}</Text>
        </p>
      ))}
    </div>
  );
};
