import type { Check } from "../check.js";
import { count } from "../count.js";
import { fileUrl } from "../file-url.js";
import { contentOf } from "../migrations/content-of.js";
import { migrationName } from "../migrations/migration-name.js";

/** A migration that has run does not run again: production would differ from what the code says. */
export const migrationChanged: Check<"migrations"> = {
  id: "migration-changed",
  title: "Old migrations stay as they are",
  why: "Production has run the old version, and will not run the new one: every other database will differ.",
  defaultSeverity: "failure",
  needs: ["migrations"],
  configured: ({ migrations }) => migrations !== null,
  run: ({ snapshot, facts: { migrations } }) =>
    migrations.changed.map(({ path, how, parts }) => ({
      subject: { type: "migration", id: path },
      message: messageOn(path, how, parts ?? []),
      remedy: `Put it back as it was${how === "changed" ? ", and write a new migration for the difference" : ""}`,
      url: how === "removed" ? null : fileUrl(snapshot, path),
      value: contentOf(migrations, path),
    })),
  summarise: (drafts) => [`${count(drafts.length, "old migration")} changed`],
};

/** At most so many change sets are named. */
const mostNamed = 3;

function messageOn(path: string, how: "changed" | "removed", parts: readonly string[]): string {
  const name = migrationName(path);
  if (parts.length === 0)
    return `${name} is in production already, and this deploy ${how === "changed" ? "changes" : "removes"} it`;
  const more = parts.length > mostNamed ? ` and ${parts.length - mostNamed} more` : "";
  const sets = `change ${parts.length === 1 ? "set" : "sets"} ${parts.slice(0, mostNamed).join(", ")}${more}`;
  return `${name}: ${sets} ${parts.length === 1 ? "is" : "are"} in production already, and this deploy changes or removes ${parts.length === 1 ? "it" : "them"}`;
}
