import type { MigrationFormat } from "../format.js";

/**
 * Alembic's migrations: https://alembic.sqlalchemy.org/en/latest/tutorial.html. A run is one transaction where the
 * engine has transactional DDL; `autocommit_block()` leaves it.
 */
export const alembicFormat: MigrationFormat = {
  id: "alembic",
  title: "Alembic",
  recognises: ({ path, text }) =>
    path.endsWith(".py") &&
    (/\b(alembic|down_revision)\b/.test(text) || /(^|\/)versions\/[^/]+\.py$/.test(path)),
  load: async () => (await import("./read-alembic-migration.js")).loadAlembicFormat(),
  // `alembic_version` has the revision, with which a file's name begins unless `file_template` says otherwise.
  appliedNames: (path) => {
    const name = path.slice(path.lastIndexOf("/") + 1).replace(/\.py$/, "");
    const revisions = name.split(/[_-]/).filter((part) => /^[0-9a-f]{12}$/.test(part));
    return [...new Set([name.split("_", 1)[0] ?? name, ...revisions, name])];
  },
};
