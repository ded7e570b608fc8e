import type { MigrationFormat } from "../format.js";
import type { ReadMigration } from "../../read-migration.js";
import { head, numberedNames } from "./sql-file.js";
import { partStep, splitLines, type TextPart } from "./text-part.js";

/** "up" of `-- +goose Up`: not indented, in any case. Null: no annotation. */
function annotationOf(line: string): string | null {
  return /^--\s+\+goose\s+(.+?)\s*$/i.exec(line)?.[1]?.toLowerCase() ?? null;
}

/** A part without the annotation that begins it. */
const withoutFirst = ({ line, lines }: TextPart): TextPart => ({ line, lines: ["", ...lines.slice(1)] });

function read(text: string): ReadMigration {
  const parts = splitLines(text, (line) => annotationOf(line) !== null);
  let isUp = false;
  let inTransaction = true;
  const steps = parts.flatMap((part) => {
    const annotation = annotationOf(part.lines[0] ?? "");
    if (annotation === "up") isUp = true;
    if (annotation === "down") isUp = false;
    if (annotation === "no transaction") inTransaction = false;
    return isUp && annotation !== null ? partStep(withoutFirst(part)) : [];
  });
  return { format: "goose", steps, inTransaction };
}

/** goose: https://pressly.github.io/goose/documentation/annotations/. What StatementBegin and StatementEnd enclose is one step. */
export const gooseFormat: MigrationFormat = {
  id: "goose",
  title: "goose",
  recognises: ({ path, text }) =>
    path.endsWith(".sql") &&
    head(text)
      .split("\n")
      .some((line) => annotationOf(line) !== null),
  load: () => Promise.resolve(({ text }) => read(text)),
  appliedNames: numberedNames,
};
