import type { MigrationFormat } from "../format.js";
import { isScript, opening, scriptName } from "../javascript/script-file.js";

/**
 * TypeORM: https://typeorm.io/docs/migrations/why. Each migration runs in a transaction, unless its class says
 * `transaction = false`. `migrations.name` is the class's name, which ends in the number that the file's begins with.
 */
export const typeOrmFormat: MigrationFormat = {
  id: "typeorm",
  title: "TypeORM",
  recognises: (file) =>
    isScript(file) &&
    /\bMigrationInterface\b|\bqueryRunner\b|\bschemaBuilder\b|\brunQuery\b|class \w+\d{13}\b/.test(
      opening(file),
    ),
  load: async () => (await import("./read-typeorm-migration.js")).loadTypeOrmFormat(),
  appliedNames: (path) => {
    const name = scriptName(path);
    const [, number, words] = /^(\d+)[-_](.+)$/.exec(name) ?? [];
    if (number === undefined || words === undefined) return [name];
    const camel = words.replaceAll(/[-_]+(\w)/g, (_, letter: string) => letter.toUpperCase());
    return [`${camel.charAt(0).toUpperCase()}${camel.slice(1)}${number}`, `${words}${number}`, name];
  },
};
