import type { FC } from "hono/jsx";
import type { AnnouncedItem, AnnouncedLink, Announcement } from "./announcement.js";

/**
 * An announcement as rich text: elements that mail programs and chats understand without a stylesheet, and
 * nothing else.
 */
export const RichAnnouncement: FC<{ readonly announcement: Announcement }> = ({ announcement }) => {
  const { title, verdict, summary, size, people, part, links, groups } = announcement;
  return (
    <>
      <p>
        <b>{title}</b>: {verdict} ({size})
        <br />
        <b>Result</b>: {summary}
        <br />
        {people.map(({ role, who }) => (
          <>
            <b>{role}</b>: {who}
            <br />
          </>
        ))}
        {links.map((link, at) => (
          <>
            {at > 0 && " · "}
            <Linked link={link} />
          </>
        ))}
      </p>
      {part !== null && (
        <p>
          <b>Part of it</b>: {part}
        </p>
      )}
      {groups.map((group) => (
        <>
          {group.title !== null && (
            <p>
              <b>{group.title}</b>
            </p>
          )}
          <ul>
            {inFamilies(group.items).map(([item, ...below]) => (
              <li>
                <Item item={item} />
                {below.length > 0 && (
                  <ul>
                    {below.map((child) => (
                      <li>
                        <Item item={child} />
                      </li>
                    ))}
                  </ul>
                )}
              </li>
            ))}
          </ul>
        </>
      ))}
    </>
  );
};

const Item: FC<{ readonly item: AnnouncedItem }> = ({ item: { name, words, details } }) => (
  <>
    <Linked link={name} /> {words}
    {details !== "" && ` (${details})`}
  </>
);

const Linked: FC<{ readonly link: AnnouncedLink }> = ({ link: { words, href } }) =>
  href === null ? <>{words}</> : <a href={href}>{words}</a>;

type Family = [AnnouncedItem, ...AnnouncedItem[]];

/** Each item with those that stand below it. */
function inFamilies(items: readonly AnnouncedItem[]): readonly Family[] {
  const families: Family[] = [];
  for (const item of items) {
    const last = families.at(-1);
    if (item.nested && last !== undefined) last.push(item);
    else families.push([item]);
  }
  return families;
}
