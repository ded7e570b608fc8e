import { readFileSync } from "node:fs";

/** The statements that docs/row-counts.md gives for an engine: the first SQL block after its "GRANT" heading. */
export function documentedSql(engine: "postgres" | "mysql"): string {
  const text = readFileSync("docs/row-counts.md", "utf8");
  const heading = { postgres: "### PostgreSQL", mysql: "### MySQL and MariaDB" }[engine];
  const block = text.slice(text.indexOf(heading)).match(/```sql\n([^]*?)```/)?.[1];
  if (!text.includes(heading) || block === undefined) throw new Error(`no SQL block below ${heading}`);
  return block;
}
