import type { MigrationFormat } from "../format.js";
import { head } from "./sql-file.js";
import { partStep } from "./text-part.js";

/**
 * Sqitch: scripts under `deploy/`, which say so in their first line; `revert/` undoes and `verify/` reads. They run in
 * the engine's own client as they are: https://sqitch.org/docs/manual/sqitchtutorial/
 */
export const sqitchFormat: MigrationFormat = {
  id: "sqitch",
  title: "Sqitch",
  recognises: ({ path, text }) =>
    /(^|\/)(deploy|revert|verify)\/.+\.sql$/.test(path) && /^--\s*(Deploy|Revert|Verify)\s/m.test(head(text)),
  load: () =>
    Promise.resolve(({ path, text }) => ({
      format: "sqitch",
      steps: /(^|\/)deploy\//.test(path) ? partStep({ line: 1, lines: [text] }) : [],
      inTransaction: false,
    })),
  appliedNames: (path) => [path.replace(/^(.*\/)?(deploy|revert|verify)\//, "").replace(/\.sql$/, "")],
};
