import { parseEngine } from "../../../../src/migrations/engine.js";
import { formatOf } from "../../../../src/migrations/formats/index.js";
import type { ReadMigration } from "../../../../src/migrations/read-migration.js";

export interface Circumstances {
  readonly engine?: string;
  readonly path?: string;
  readonly before?: string;
  readonly applied?: readonly string[];
}

/** Reads a changelog as the estimator does. */
export async function readChangelog(text: string, circumstances: Circumstances = {}): Promise<ReadMigration> {
  const { engine = "postgres 16", path = "db/changelog.xml", before, applied = [] } = circumstances;
  const format = formatOf({ path, text });
  if (format === null) throw new Error(`no format reads ${path}`);
  const file = { path, text, ...(before === undefined ? {} : { before }) };
  return (await format.load())(file, parseEngine(engine), applied);
}

/** What the steps send; those that are no SQL as "kind line: reason". BEGIN and COMMIT are left out. */
export function sent({ steps }: ReadMigration): readonly string[] {
  return steps.flatMap((step) => {
    if (step.kind === "sql") return ["BEGIN", "COMMIT"].includes(step.sql) ? [] : [step.sql.trim()];
    return [`${step.kind} ${step.line}${step.kind === "unreadable" ? `: ${step.reason}` : ""}`];
  });
}

/** A changelog in XML with one change set. */
export const xmlOf = (changes: string, attributes = ""): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog">
<changeSet id="1" author="ann" ${attributes}>${changes}</changeSet>
</databaseChangeLog>`;
