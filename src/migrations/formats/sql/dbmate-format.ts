import type { MigrationFormat } from "../format.js";
import type { ReadMigration } from "../../read-migration.js";
import { head, numberedNames } from "./sql-file.js";
import { partStep, splitLines } from "./text-part.js";

const directive = /^--\s*migrate:(up|down)\b(.*)$/;

function read(text: string): ReadMigration {
  const parts = splitLines(text, (line) => directive.test(line));
  const up = parts.find(({ lines }) => directive.exec(lines[0] ?? "")?.[1] === "up");
  const options = directive.exec(up?.lines[0] ?? "")?.[2] ?? "";
  return {
    format: "dbmate",
    steps: up === undefined ? [] : partStep({ line: up.line, lines: ["", ...up.lines.slice(1)] }),
    inTransaction: !/\btransaction:false\b/.test(options),
  };
}

/** dbmate: https://github.com/amacneil/dbmate#migration-options */
export const dbmateFormat: MigrationFormat = {
  id: "dbmate",
  title: "dbmate",
  recognises: ({ path, text }) =>
    path.endsWith(".sql") &&
    head(text)
      .split("\n")
      .some((line) => directive.test(line)),
  load: () => Promise.resolve(({ text }) => read(text)),
  appliedNames: numberedNames,
};
