import type { MigrationFormat } from "../format.js";

/**
 * Rails' migrations: https://guides.rubyonrails.org/active_record_migrations.html. Rails runs each in a transaction
 * where the engine has transactional DDL, unless `disable_ddl_transaction!` is said.
 */
export const railsFormat: MigrationFormat = {
  id: "rails",
  title: "Rails",
  recognises: ({ path }) => path.endsWith(".rb"),
  load: async () => (await import("./read-rails-migration.js")).loadRailsFormat(),
  // `schema_migrations.version` is the number in front, without leading zeros.
  appliedNames: (path) => {
    const name = path.slice(path.lastIndexOf("/") + 1).replace(/\.rb$/, "");
    const version = /^\d+/.exec(name)?.[0];
    return version === undefined ? [name] : [...new Set([version, version.replace(/^0+(?=\d)/, ""), name])];
  },
};
