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
    migrations.changed.map(({ path, how }) => ({
      subject: { type: "migration", id: path },
      message: `${migrationName(path)} is in production already, and this deploy ${how === "changed" ? "changes" : "removes"} it`,
      remedy: `Put it back as it was${how === "changed" ? ", and write a new migration for the difference" : ""}`,
      url: how === "removed" ? null : fileUrl(snapshot, path),
      value: contentOf(migrations, path),
    })),
  summarise: (drafts) => [`${count(drafts.length, "old migration")} changed`],
};
