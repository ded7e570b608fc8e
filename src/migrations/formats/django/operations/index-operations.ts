import { constraintSql } from "../schema/constraint-sql.js";
import { createIndexSql, textsOf } from "../schema/index-sql.js";
import type { Operation, Operations } from "./operation.js";

function addIndex(operation: Operation, concurrently: boolean): void {
  const { writer } = operation;
  const sql = createIndexSql(operation.part(1, "index"), operation.model(), writer, {
    unique: false,
    concurrently,
  });
  if (sql !== null) writer.sql(sql);
}

function removeIndex(operation: Operation, concurrently: boolean): void {
  const { target } = operation.writer;
  const name = target.name(operation.text(1, "name"));
  operation.writer.sql(
    target.isPostgres
      ? `DROP INDEX ${concurrently ? "CONCURRENTLY " : ""}IF EXISTS ${name}`
      : `DROP INDEX ${name} ON ${target.table(operation.model().table)}`,
  );
}

function addConstraint(operation: Operation, notValid: boolean): void {
  const { writer } = operation;
  const model = operation.model();
  const added = constraintSql(operation.part(1, "constraint"), model, writer);
  if (added === null) return;
  if ("statement" in added) writer.sql(added.statement);
  else writer.alter(model, `ADD ${added.clause}${notValid ? " NOT VALID" : ""}`);
}

function renameIndex(operation: Operation): void {
  const { writer } = operation;
  const { target } = writer;
  const model = operation.model();
  const fields = textsOf(operation.argument(3, "old_fields"));
  // An index that has no name in the code carries one that Django has made up.
  const before = operation.optionalText(2, "old_name") ?? `${model.table}_${(fields ?? []).join("_")}_idx`;
  const after = operation.text(1, "new_name");
  if (target.isPostgres) writer.sql(`ALTER INDEX ${target.name(before)} RENAME TO ${target.name(after)}`);
  else writer.alter(model, `RENAME INDEX ${target.name(before)} TO ${target.name(after)}`);
}

/** PostgreSQL drops a unique constraint that is an index in truth by DROP INDEX; both touch the catalogue only. */
function removeConstraint(operation: Operation): void {
  const { writer } = operation;
  const name = writer.target.name(operation.text(1, "name"));
  writer.alter(operation.model(), `DROP CONSTRAINT ${writer.target.isPostgres ? "IF EXISTS " : ""}${name}`);
}

const onPostgres =
  (run: (operation: Operation) => void) =>
  (operation: Operation): void => {
    if (operation.writer.target.isPostgres) run(operation);
  };

const extension = (name: string) =>
  onPostgres(({ writer }) => writer.sql(`CREATE EXTENSION IF NOT EXISTS ${writer.target.name(name)}`));

/**
 * Operations of indexes and constraints, and those of `django.contrib.postgres.operations`:
 * https://docs.djangoproject.com/en/5.2/ref/contrib/postgres/operations/
 */
export const indexOperations: Operations = {
  AddIndex: (operation) => addIndex(operation, false),
  AddIndexConcurrently: (operation) => addIndex(operation, true),
  RemoveIndex: (operation) => removeIndex(operation, false),
  RemoveIndexConcurrently: (operation) => removeIndex(operation, true),
  RenameIndex: renameIndex,
  AddConstraint: (operation) => addConstraint(operation, false),
  AddConstraintNotValid: (operation) => addConstraint(operation, true),
  AlterConstraint: () => undefined,
  RemoveConstraint: removeConstraint,
  ValidateConstraint: onPostgres((operation) =>
    operation.writer.alter(
      operation.model(),
      `VALIDATE CONSTRAINT ${operation.writer.target.name(operation.text(1, "name"))}`,
    ),
  ),
  CreateExtension: onPostgres((operation) =>
    operation.writer.sql(
      `CREATE EXTENSION IF NOT EXISTS ${operation.writer.target.name(operation.text(0, "name"))}`,
    ),
  ),
  BloomExtension: extension("bloom"),
  BtreeGinExtension: extension("btree_gin"),
  BtreeGistExtension: extension("btree_gist"),
  CITextExtension: extension("citext"),
  CryptoExtension: extension("pgcrypto"),
  HStoreExtension: extension("hstore"),
  TrigramExtension: extension("pg_trgm"),
  UnaccentExtension: extension("unaccent"),
  CreateCollation: onPostgres((operation) => {
    const { writer } = operation;
    const provider = operation.optionalText(2, "provider") ?? "libc";
    writer.sql(
      `CREATE COLLATION IF NOT EXISTS ${writer.target.name(operation.text(0, "name"))} ` +
        `(locale=${writer.target.name(operation.text(1, "locale"))}, provider=${writer.target.name(provider)})`,
    );
  }),
  RemoveCollation: onPostgres((operation) =>
    operation.writer.sql(`DROP COLLATION ${operation.writer.target.name(operation.text(0, "name"))}`),
  ),
};
