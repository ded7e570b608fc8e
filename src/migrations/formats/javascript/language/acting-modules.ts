/** Modules that run programs or code, or connect to databases by themselves. */
export const actingModules: ReadonlySet<string> = new Set([
  ...["child_process", "cluster", "vm", "worker_threads", "execa", "cross-spawn", "shelljs", "zx"],
  ...["knex", "pg", "pg-promise", "postgres", "slonik", "mysql", "mysql2", "mysql2/promise", "mariadb"],
  ...["@prisma/client", "objection", "bookshelf"],
]);
