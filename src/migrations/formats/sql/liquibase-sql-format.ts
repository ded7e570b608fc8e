import type { Engine } from "../../engine.js";
import type { MigrationFormat } from "../format.js";
import type { MigrationStep, ReadMigration } from "../../read-migration.js";
import { head } from "./sql-file.js";
import { partStep, splitLines, type TextPart } from "./text-part.js";

const header = /^--\s*liquibase formatted sql/i;
const changeset = /^--\s*changeset\s+\S+:\S+(.*)$/i;

/** `runInTransaction:false`, or null. */
function attribute(attributes: string, name: string): string | null {
  const match = new RegExp(`\\b${name}:(?:"([^"]*)"|(\\S+))`, "i").exec(attributes);
  return match?.[1] ?? match?.[2] ?? null;
}

/** Whether `dbms:postgresql,mysql` or `dbms:!oracle` means this engine. */
function isFor({ family }: Engine, dbms: string | null): boolean {
  if (dbms === null || dbms === "all") return true;
  const own = family === "postgres" ? "postgresql" : family;
  const names = dbms.split(",").map((name) => name.trim().toLowerCase());
  if (names.includes(`!${own}`)) return false;
  return names.includes(own) || names.every((name) => name.startsWith("!"));
}

/** The statements of a changeset that another delimiter than ";" ends: one step each. */
function delimited(part: TextPart, delimiter: string): MigrationStep[] {
  let isNew = false;
  const parts = splitLines(part.lines.join("\n"), (line) => {
    const begins = isNew;
    isNew = line.trimEnd().endsWith(delimiter);
    return begins;
  });
  return parts.flatMap(({ line, lines }) =>
    partStep({
      line: part.line + line - 1,
      lines: lines.map((one) =>
        one.trimEnd().endsWith(delimiter) ? one.trimEnd().slice(0, -delimiter.length) : one,
      ),
    }),
  );
}

function changesetSteps(part: TextPart, engine: Engine): MigrationStep[] {
  const attributes = changeset.exec(part.lines[0] ?? "")?.[1] ?? "";
  if (!isFor(engine, attribute(attributes, "dbms"))) return [];
  const body = { line: part.line, lines: ["", ...part.lines.slice(1)] };
  const delimiter = attribute(attributes, "endDelimiter");
  const steps = delimiter === null || delimiter === ";" ? partStep(body) : delimited(body, delimiter);
  const isWrapped = engine.family === "postgres" && attribute(attributes, "runInTransaction") !== "false";
  if (steps.length === 0 || !isWrapped) return steps;
  const last = part.line + part.lines.length - 1;
  // Each changeset is a transaction of its own.
  return [
    { kind: "sql", line: part.line, sql: "BEGIN" },
    ...steps,
    { kind: "sql", line: last, sql: "COMMIT" },
  ];
}

function read(text: string, engine: Engine): ReadMigration {
  const parts = splitLines(text, (line) => changeset.test(line));
  const steps = parts.slice(1).flatMap((part) => changesetSteps(part, engine));
  return { format: "liquibase-sql", steps, inTransaction: false };
}

/**
 * Liquibase's formatted SQL: https://docs.liquibase.com/concepts/changelogs/sql-format.html. What undoes stands in
 * comments. Its bookkeeping names the changesets of a file, not the file: no name tells that all of them were run.
 */
export const liquibaseSqlFormat: MigrationFormat = {
  id: "liquibase-sql",
  title: "Liquibase SQL",
  recognises: ({ path, text }) => path.endsWith(".sql") && header.test(head(text).trimStart()),
  load: () => Promise.resolve(({ text }, engine) => read(text, engine)),
  appliedNames: (path) => [path],
};
