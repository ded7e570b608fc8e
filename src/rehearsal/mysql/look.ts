import { z } from "zod";
import type { ScratchDatabase } from "./scratch-database.js";

/** InnoDB's ids of a table and of its indexes: another table id means that it was built anew. */
export interface InnodbTable {
  readonly id: string;
  readonly indexes: ReadonlySet<string>;
}

const row = z.object({
  name: z.string(),
  id: z.union([z.number(), z.string()]).transform(String),
  index: z.union([z.number(), z.string()]).nullable().transform(String),
});

/** https://dev.mysql.com/doc/refman/8.4/en/information-schema-innodb-tables-table.html; needs the right PROCESS. */
export async function look(scratch: ScratchDatabase): Promise<ReadonlyMap<string, InnodbTable>> {
  const prefix =
    /mariadb/i.test(scratch.version) || scratch.version.startsWith("5.") ? "innodb_sys" : "innodb";
  const rows = await scratch.query(
    row,
    `select t.NAME as name, t.TABLE_ID as id, i.INDEX_ID as \`index\`
     from information_schema.${prefix}_tables t left join information_schema.${prefix}_indexes i on i.TABLE_ID = t.TABLE_ID
     where t.NAME like ?`,
    [`${scratch.name.replaceAll("_", "\\_")}/%`],
  );
  const byName = Map.groupBy(rows, ({ name }) => name.slice(name.indexOf("/") + 1));
  return new Map(
    [...byName].map(([name, own]) => [
      name,
      { id: own[0]?.id ?? "", indexes: new Set(own.map(({ index }) => index)) },
    ]),
  );
}
