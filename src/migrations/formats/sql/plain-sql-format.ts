import type { MigrationFormat } from "../format.js";
import { numberedNames } from "./sql-file.js";
import { partStep } from "./text-part.js";

/** SQL as a client would be given it: nothing around it, so that BEGIN and COMMIT in it are all there is. */
export const plainSqlFormat: MigrationFormat = {
  id: "sql",
  title: "SQL",
  recognises: ({ path }) => path.endsWith(".sql"),
  load: () =>
    Promise.resolve(({ text }) => ({
      format: "sql",
      steps: partStep({ line: 1, lines: [text] }),
      inTransaction: false,
    })),
  appliedNames: numberedNames,
};
