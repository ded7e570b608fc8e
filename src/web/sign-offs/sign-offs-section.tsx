import type { FC } from "hono/jsx";
import { describeGivers } from "../../checker/describe-givers.js";
import type { ReportSignOff } from "../../checker/report.js";
import { Icon } from "../parts/icon.js";
import { Instant } from "../parts/instant.js";
import { Text } from "../parts/text.js";
import { visibleText } from "../text/visible-text.js";
import type { CareView } from "./care-view.js";

/** The longest note that is taken, in characters. */
export const longestNote = 1_000;

interface SignOffsSectionProps {
  readonly care: CareView | null;
  readonly now: Date;
}

/** Whose word the deploy needs, who gave it, and the form for whoever may. */
export const SignOffsSection: FC<SignOffsSectionProps> = ({ care, now }) => {
  if (care === null || care.signOffs.length === 0) return null;
  return (
    <section id="sign-offs" aria-labelledby="sign-offs-title">
      <h2 id="sign-offs-title">Sign-offs</h2>
      {care.unknown !== null && (
        <p class="notice notice-attention">
          <Icon name="error" /> <Text>{`${care.unknown}.`}</Text>
        </p>
      )}
      {care.content === null && (
        <p class="notice notice-attention">
          <Icon name="error" /> What the deploy contains is not known at the moment: whose word holds cannot
          be told, and nobody can sign off.
        </p>
      )}
      <ul class="box rows">
        {care.signOffs.map((signOff, index) => (
          <SignOffItem signOff={signOff} care={care} now={now} field={`sign-off-${index}`} />
        ))}
      </ul>
    </section>
  );
};

interface SignOffItemProps extends SignOffsSectionProps {
  readonly care: CareView;
  readonly signOff: ReportSignOff;
  /** The start of the ids of its controls. */
  readonly field: string;
}

const SignOffItem: FC<SignOffItemProps> = ({ signOff, care, now, field }) => {
  const { name, by, given, fallen } = signOff;
  const { rights, content } = care;
  const mayGive = rights?.offered.has(name) === true;
  const isGiven = given.length > 0;
  return (
    <li class="sign-off">
      <div class="finding-words">
        <h3>
          <Text>{name}</Text>{" "}
          <span class={`state state-${isGiven ? "success" : content === null ? "pending" : "failure"}`}>
            <Icon name={isGiven ? "success" : content === null ? "error" : "failure"} />{" "}
            {isGiven ? "Signed off" : content === null ? "Not known" : "Missing"}
          </span>
        </h3>
        {given.map((one) => (
          <Given
            given={one}
            name={name}
            now={now}
            action={mayGive ? `${rights.href}/sign-off/withdraw` : null}
          />
        ))}
        {fallen !== null && (
          <p>
            The sign-off by <Text>{`@${fallen.by}`}</Text>, <Instant at={fallen.at} now={now} />, fell:{" "}
            <Text>{fallen.why}</Text>.
          </p>
        )}
        {!isGiven && (
          <p class="muted" dir="auto">
            {visibleText(`To be given by ${describeGivers(by)}.`)}
          </p>
        )}
      </div>
      {mayGive && !isGiven && content !== null && (
        <form class="sign-off-form" method="post" action={`${rights.href}/sign-off`}>
          <input type="hidden" name="name" value={name} />
          <input type="hidden" name="content" value={content} />
          <label for={field}>
            Note<span class="for-readers"> on {visibleText(name)}</span> (optional)
          </label>
          <input id={field} name="note" type="text" maxlength={longestNote} dir="auto" autocomplete="off" />
          <button class="button button-primary" type="submit">
            Sign off<span class="for-readers">: {visibleText(name)}</span>
          </button>
        </form>
      )}
    </li>
  );
};

interface GivenProps {
  readonly given: ReportSignOff["given"][number];
  readonly name: string;
  readonly now: Date;
  /** Where it is withdrawn; null where the reader cannot. */
  readonly action: string | null;
}

const Given: FC<GivenProps> = ({ given: { id, by, note, at }, name, now, action }) => (
  <div class="given">
    <p>
      By <Text>{`@${by}`}</Text> <Instant at={at} now={now} />
      {note !== "" && (
        <>
          : <Text>{note}</Text>
        </>
      )}
    </p>
    {action !== null && (
      <form method="post" action={action}>
        <input type="hidden" name="id" value={id} />
        <button class="button" type="submit">
          Withdraw
          <span class="for-readers">
            {" "}
            the sign-off {visibleText(name)} by {visibleText(by)}
          </span>
        </button>
      </form>
    )}
  </div>
);
