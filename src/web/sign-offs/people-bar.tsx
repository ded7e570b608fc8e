import type { FC } from "hono/jsx";
import type { PeopleOfDeploy } from "../../access/people-of-deploy.js";
import type { OnCallPerson } from "../../access/ports/on-call-source.js";
import { Icon } from "../parts/icon.js";
import { Instant } from "../parts/instant.js";
import { Text } from "../parts/text.js";
import { visibleText } from "../text/visible-text.js";
import type { CareRights, CareView } from "./care-view.js";

interface PeopleBarProps {
  readonly care: CareView | null;
  readonly now: Date;
}

/** Who answers for the deploy, on top of its page; nothing where nobody has said so, and the reader cannot either. */
export const PeopleBar: FC<PeopleBarProps> = ({ care, now }) => {
  if (care === null) return null;
  const { people, rights } = care;
  const mayTake = rights?.mayTake === true;
  if (people.responsible.length === 0 && people.onCall === null && !mayTake) return null;
  return (
    <section class="care" aria-labelledby="care-title">
      <h2 id="care-title" class="for-readers">
        Who answers for this deploy
      </h2>
      <dl>
        <div>
          <dt>
            <Icon name="person" /> Responsible
          </dt>
          <dd>
            <Responsible responsible={people.responsible} now={now} />
            {rights !== null && mayTake && <TakeOn rights={rights} responsible={people.responsible} />}
          </dd>
        </div>
        {people.onCall !== null && (
          <div>
            <dt>
              <Icon name="onCall" /> On call
            </dt>
            <dd>
              <OnCall onCall={people.onCall} now={now} />
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
};

const Responsible: FC<{ readonly responsible: PeopleOfDeploy["responsible"]; readonly now: Date }> = ({
  responsible,
  now,
}) =>
  responsible.length === 0 ? (
    <i class="muted">nobody yet</i>
  ) : (
    <ul>
      {responsible.map(({ login, at }) => (
        <li>
          <b>
            <Text>{`@${login}`}</Text>
          </b>{" "}
          <span class="muted">{at === null ? "by the policy" : <Instant at={at} now={now} />}</span>
        </li>
      ))}
    </ul>
  );

const TakeOn: FC<{ readonly rights: CareRights; readonly responsible: PeopleOfDeploy["responsible"] }> = ({
  rights: { href, login },
  responsible,
}) => {
  const own = responsible.find((one) => one.login.toLowerCase() === login.toLowerCase());
  if (own !== undefined && own.at === null) return null;
  return (
    <form method="post" action={own === undefined ? `${href}/responsible` : `${href}/responsible/lay-down`}>
      <button class="button" type="submit">
        {own === undefined ? "I am responsible" : "I am not responsible any more"}
      </button>
    </form>
  );
};

const OnCall: FC<{ readonly onCall: NonNullable<PeopleOfDeploy["onCall"]>; readonly now: Date }> = ({
  onCall,
  now,
}) => {
  if ("unknown" in onCall)
    return (
      <span class="state-error">
        <Icon name="error" /> Not known: <Text>{onCall.unknown}</Text>.
      </span>
    );
  const { people, askedAt } = onCall;
  return (
    <>
      {people.length === 0 ? (
        <i class="muted">nobody</i>
      ) : (
        <ul>
          {people.map((person) => (
            <li>
              <OnCallName person={person} />
              {person.until !== null && (
                <span class="muted">
                  {" "}
                  until <Instant at={person.until} now={now} exact />
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {askedAt !== null && (
        <span class="muted">
          asked <Instant at={askedAt} now={now} />
        </span>
      )}
    </>
  );
};

const OnCallName: FC<{ readonly person: OnCallPerson }> = ({ person: { login, name } }) => (
  <>
    <b>
      <Text>{name ?? `@${login ?? ""}`}</Text>
    </b>
    {name !== null && login !== null && (
      <span class="muted">
        {" "}
        <bdi>@{visibleText(login)}</bdi>
      </span>
    )}
  </>
);
