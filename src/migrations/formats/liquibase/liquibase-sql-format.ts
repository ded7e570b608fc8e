import type { Engine } from "../../engine.js";
import type { MigrationStep } from "../../read-migration.js";
import type { MigrationFormat } from "../format.js";
import { head } from "../sql/sql-file.js";
import { splitLines, type TextPart } from "../sql/text-part.js";
import type { ChangeSet } from "./change-set.js";
import { delimitedSteps } from "./delimited-steps.js";
import { inTransaction } from "./in-transaction.js";
import { isFor } from "./is-for.js";
import { readNewChangeSets } from "./read-new-change-sets.js";

const header = /^--\s*liquibase formatted sql(.*)$/im;
const opening = /^--\s*changeset\s+([^\s:]+|"[^"]*"):("[^"]*"|\S+)(.*)$/i;
/** Lines that Liquibase's checksum does not cover. */
const besides = /^\s*--\s*(rollback|comment|validCheckSum|precondition\S*)\b/i;

/** `runInTransaction:false`, or null. */
function attribute(attributes: string, name: string): string | null {
  const match = new RegExp(`\\b${name}:(?:"([^"]*)"|(\\S+))`, "i").exec(attributes);
  return match?.[1] ?? match?.[2] ?? null;
}

function steps(part: TextPart, attributes: string, engine: Engine): readonly MigrationStep[] {
  if (!isFor(engine, attribute(attributes, "dbms")) || attribute(attributes, "ignore") === "true") return [];
  const body = { line: part.line, lines: ["", ...part.lines.slice(1)] };
  return inTransaction(delimitedSteps(body, attribute(attributes, "endDelimiter")), {
    engine,
    runs: attribute(attributes, "runInTransaction") !== "false",
    first: part.line,
    last: part.line + part.lines.length - 1,
  });
}

const unquoted = (text: string): string => text.replaceAll(/^"|"$/g, "");

function changeSetsOf(text: string, engine: Engine): readonly ChangeSet[] {
  const ofFile = attribute(header.exec(head(text))?.[1] ?? "", "logicalFilePath");
  const parts = splitLines(text, (line) => opening.test(line)).slice(1);
  return parts.map((part) => {
    const [, author = "", id = "", attributes = ""] = opening.exec(part.lines[0] ?? "") ?? [];
    const content = part.lines.slice(1).filter((line) => !besides.test(line));
    const isAlways = attribute(attributes, "runAlways") === "true";
    const isOnChange = attribute(attributes, "runOnChange") === "true";
    return {
      id: unquoted(id),
      author: unquoted(author),
      logicalPath: attribute(attributes, "logicalFilePath") ?? ofFile,
      line: part.line,
      content: content.join(" ").replaceAll(/\s+/g, " ").trim(),
      runs: isAlways ? "always" : isOnChange ? "on change" : "once",
      mayChange: part.lines.some((line) => /^\s*--\s*validCheckSum/i.test(line)),
      steps: () => steps(part, attributes, engine),
    };
  });
}

/** Liquibase's formatted SQL: https://docs.liquibase.com/concepts/changelogs/sql-format.html. What undoes stands in comments. */
export const liquibaseSqlFormat: MigrationFormat = {
  id: "liquibase-sql",
  title: "Liquibase SQL",
  recognises: ({ path, text }) =>
    path.endsWith(".sql") && /^--\s*liquibase formatted sql/i.test(head(text).trimStart()),
  load: () =>
    Promise.resolve((file, engine, applied = []) => {
      const before = file.before === undefined ? null : changeSetsOf(file.before, engine);
      return readNewChangeSets("liquibase-sql", changeSetsOf(file.text, engine), { file, before, applied });
    }),
  holdsSeveral: true,
  // Each change set is noted by itself.
  appliedNames: () => [],
};
