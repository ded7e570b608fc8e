import { z } from "zod";
import type { CatalogueSession } from "../catalogue-session.js";

const row = z.object({ name: z.string(), versions: z.coerce.number() });
const sql = "select NAME as name, TOTAL_ROW_VERSIONS as versions from information_schema.INNODB_TABLES";

/**
 * How many row versions ALGORITHM=INSTANT has left in each table, the most of its partitions; needs the PROCESS right
 * and MySQL 8.0.29. Null where it may not be read.
 */
export async function readRowVersions(
  session: CatalogueSession,
  database: string,
): Promise<ReadonlyMap<string, number> | null> {
  const rows = await session.attempt("row versions (need the right PROCESS)", row, sql);
  if (rows === null) return null;
  const most = new Map<string, number>();
  for (const { name, versions } of rows) {
    const [schema = "", file = ""] = name.split("/");
    if (fromFileName(schema) !== database) continue;
    const table = fromFileName(file.replace(/#p#.*$/i, ""));
    most.set(table, Math.max(most.get(table) ?? 0, versions));
  }
  return most;
}

/** https://dev.mysql.com/doc/refman/8.4/en/identifier-mapping.html: other characters are written as "@0024". */
function fromFileName(name: string): string {
  return name.replace(/@([0-9a-f]{4})/gi, (_code, digits: string) =>
    String.fromCharCode(parseInt(digits, 16)),
  );
}
