import type { MigrationFormat } from "../format.js";
import { holdsSeveralStatements } from "./several-statements.js";
import { partStep } from "./text-part.js";

/**
 * Prisma Migrate: `<number>_<name>/migration.sql`, whose folder `_prisma_migrations` names. Nothing is put
 * around the file (https://github.com/prisma/prisma/discussions/3774), but PostgreSQL is sent it as a whole and so runs
 * several statements in one transaction.
 */
export const prismaFormat: MigrationFormat = {
  id: "prisma",
  title: "Prisma",
  recognises: ({ path }) => /(^|\/)\d+_[^/]+\/migration\.sql$/.test(path),
  load: () =>
    Promise.resolve(({ text }) => ({
      format: "prisma",
      steps: partStep({ line: 1, lines: [text] }),
      inTransaction: holdsSeveralStatements(text),
    })),
  appliedNames: (path) => path.split("/").slice(-2, -1),
};
