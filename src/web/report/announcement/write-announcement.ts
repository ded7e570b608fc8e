import type { AnnouncedGroup, AnnouncedItem, AnnouncedLink, Announcement } from "./announcement.js";
import { plainText, type TextFormat } from "./text-format.js";

/** An announcement in a format of plain characters. No line begins with words from outside. */
export function writeAnnouncement(announcement: Announcement, format: TextFormat): string {
  const { title, verdict, summary, size, people, part, links, groups } = announcement;
  const top = [
    `${format.strong(format.words(title))}: ${format.words(verdict)} (${size})`,
    `${format.strong("Result")}: ${format.words(summary)}`,
    ...people.map(({ role, who }) => `${format.strong(role)}: ${format.words(who)}`),
    ...(links.length > 0 ? [links.map((link) => linkOf(link, format)).join(" · ")] : []),
  ];
  return [
    top.join(format.lineEnd),
    ...(part === null ? [] : ["", `${format.strong("Part of it")}: ${format.words(part)}`]),
    ...groups.flatMap((group) => ["", ...groupLines(group, format)]),
    "",
  ].join("\n");
}

function groupLines({ title, items }: AnnouncedGroup, format: TextFormat): readonly string[] {
  const lines = items.map((item) => itemLine(item, format));
  if (title === null) return lines;
  // Markdown needs the empty line, and nobody else minds.
  return [format.title(format.words(title)), "", ...lines];
}

function itemLine({ name, words, details, nested }: AnnouncedItem, format: TextFormat): string {
  const isPlain = format === plainText;
  const named = isPlain ? name.words : linkOf(name, format);
  const said = `${format.bullet(nested)}${named} ${format.words(words)}`;
  const address = isPlain && name.href !== null ? ` ${name.href}` : "";
  return `${said}${details === "" ? "" : ` (${format.words(details)})`}${address}`;
}

function linkOf({ words, href }: AnnouncedLink, format: TextFormat): string {
  return href === null ? format.words(words) : format.link(format.words(words), href);
}
