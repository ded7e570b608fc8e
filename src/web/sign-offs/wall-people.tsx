import type { FC } from "hono/jsx";
import type { PeopleOfDeploy } from "../../access/people-of-deploy.js";
import { Icon } from "../parts/icon.js";
import { Text } from "../parts/text.js";

/** Whom to ask, from across the room: names and nothing else. Nothing where the policy names nobody. */
export const WallPeople: FC<{ readonly people: PeopleOfDeploy }> = ({ people: { responsible, onCall } }) => {
  if (responsible.length === 0 && onCall === null) return null;
  return (
    <dl class="wall-people">
      <div>
        <dt>
          <Icon name="person" /> Responsible
        </dt>
        <dd>
          <Names names={responsible.map(({ login }) => `@${login}`)} none="nobody yet" />
        </dd>
      </div>
      {onCall !== null && (
        <div>
          <dt>
            <Icon name="onCall" /> On call
          </dt>
          <dd>
            {"unknown" in onCall ? (
              <span class="state-error">
                <Icon name="error" /> not known
              </span>
            ) : (
              <Names
                names={onCall.people.map(({ name, login }) => name ?? `@${login ?? ""}`)}
                none="nobody"
              />
            )}
          </dd>
        </div>
      )}
    </dl>
  );
};

/** More would push the verdict out of sight; the page has them all. */
const mostNames = 3;

const Names: FC<{ readonly names: readonly string[]; readonly none: string }> = ({ names, none }) => {
  if (names.length === 0) return <i class="muted">{none}</i>;
  return (
    <>
      {names.slice(0, mostNames).map((name, at) => (
        <>
          {at > 0 && ", "}
          <b>
            <Text>{name}</Text>
          </b>
        </>
      ))}
      {names.length > mostNames && ` and ${names.length - mostNames} more`}
    </>
  );
};
