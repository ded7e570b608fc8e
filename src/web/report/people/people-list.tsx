import type { FC } from "hono/jsx";
import type { Report } from "../../../checker/report.js";
import { Text } from "../../parts/text.js";
import { countOf } from "../../text/count-of.js";
import { Avatar } from "./avatar.js";
import { peopleOf, type Participant } from "./people-of.js";

/** People that stand open; the rest unfolds. */
const shownPeople = 8;
/** People that are named at all; the rest is counted. */
const namedPeople = 200;

/** Who is on a deploy: authors and assignees, with how much of it is theirs. */
export const PeopleList: FC<{ readonly report: Report }> = ({ report }) => {
  const people = peopleOf(report);
  if (people.length === 0) return null;
  const more = people.slice(shownPeople, namedPeople);
  return (
    <section id="people" class="people-section" aria-labelledby="people-title">
      <h2 id="people-title">{countOf(people.length, "person", "people")} on it</h2>
      <PeopleRows people={people.slice(0, shownPeople)} />
      {more.length > 0 && (
        <details>
          <summary>
            {people.length - shownPeople} more<span class="for-readers"> people</span>
          </summary>
          <PeopleRows people={more} />
          {people.length > namedPeople && <p class="muted">and {people.length - namedPeople} others</p>}
        </details>
      )}
    </section>
  );
};

const PeopleRows: FC<{ readonly people: readonly Participant[] }> = ({ people }) => (
  <ul class="people">
    {people.map((person) => (
      <li>
        <Avatar name={person.name} />
        <span>
          {person.name.trim() === "" ? <i class="muted">No name</i> : <Text>{person.name}</Text>}{" "}
          <span class="muted">{partsOf(person)}</span>
        </span>
      </li>
    ))}
  </ul>
);

/** "3 commits, 2 issues" */
function partsOf({ commits, issues }: Participant): string {
  return [
    ...(commits > 0 ? [countOf(commits, "commit")] : []),
    ...(issues > 0 ? [countOf(issues, "issue")] : []),
  ].join(", ");
}
