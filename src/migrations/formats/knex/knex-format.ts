import type { MigrationFormat } from "../format.js";
import { isScript, opening, scriptName } from "../javascript/script-file.js";

/**
 * Knex: https://knexjs.org/guide/migrations.html. Each migration runs in a transaction, unless it says
 * `config = { transaction: false }`. `knex_migrations.name` is the file's name; Ghost's is the same.
 */
export const knexFormat: MigrationFormat = {
  id: "knex",
  title: "Knex",
  recognises: (file) => isScript(file) && /\bknex\b|\bexports?\b|\bcreate\w*Migration\b/.test(opening(file)),
  load: async () => (await import("./read-knex-migration.js")).loadKnexFormat(),
  appliedNames: (path) => {
    const name = scriptName(path);
    return [`${name}.js`, `${name}.ts`, `${name}.cjs`, `${name}.mjs`, name];
  },
};
