import type { MigrationFormat } from "../format.js";
import { isScript, opening, scriptName } from "../javascript/script-file.js";

/** Sequelize: https://sequelize.org/docs/v6/other-topics/migrations/. `SequelizeMeta.name` is the file's name. */
export const sequelizeFormat: MigrationFormat = {
  id: "sequelize",
  title: "Sequelize",
  recognises: (file) =>
    isScript(file) && /\bqueryInterface\b|\bQueryInterface\b|\bsequelize\b/.test(opening(file)),
  load: async () => (await import("./read-sequelize-migration.js")).loadSequelizeFormat(),
  appliedNames: (path) => {
    const name = scriptName(path);
    return [`${name}.js`, `${name}.ts`, `${name}.cjs`, name];
  },
};
