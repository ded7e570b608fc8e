import { plainText } from "../plain-text.js";
import type { MigrationFile } from "../read-migration.js";
import { alembicFormat } from "./alembic/alembic-format.js";
import { djangoFormat } from "./django/django-format.js";
import type { MigrationFormat } from "./format.js";
import { liquibaseFormat } from "./liquibase/liquibase-format.js";
import { liquibaseSqlFormat } from "./liquibase/liquibase-sql-format.js";
import { knexFormat } from "./knex/knex-format.js";
import { railsFormat } from "./rails/rails-format.js";
import { sequelizeFormat } from "./sequelize/sequelize-format.js";
import { dbmateFormat } from "./sql/dbmate-format.js";
import { drizzleFormat } from "./sql/drizzle-format.js";
import { flywayFormat } from "./sql/flyway-format.js";
import { golangMigrateFormat } from "./sql/golang-migrate-format.js";
import { gooseFormat } from "./sql/goose-format.js";
import { plainSqlFormat } from "./sql/plain-sql-format.js";
import { prismaFormat } from "./sql/prisma-format.js";
import { sqitchFormat } from "./sql/sqitch-format.js";
import { typeOrmFormat } from "./typeorm/typeorm-format.js";

/** All formats, the more particular before the more general: the first that recognises a file reads it. */
export const migrationFormats: readonly MigrationFormat[] = [
  railsFormat,
  typeOrmFormat,
  sequelizeFormat,
  knexFormat,
  djangoFormat,
  alembicFormat,
  liquibaseFormat,
  liquibaseSqlFormat,
  gooseFormat,
  dbmateFormat,
  sqitchFormat,
  drizzleFormat,
  prismaFormat,
  golangMigrateFormat,
  flywayFormat,
  plainSqlFormat,
];

/** The format of a file; null: none that is known. */
export function formatOf(file: MigrationFile): MigrationFormat | null {
  const plain = plainText(file);
  return migrationFormats.find((format) => format.recognises(plain)) ?? null;
}
