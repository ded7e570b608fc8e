import { List, Native, Obj, type Value } from "../../javascript/language/value.js";
import { Unreadable } from "../../javascript/language/unreadable.js";
import { nameOf, optionOf } from "../../javascript/arguments.js";
import type { Database } from "../database.js";
import { KnexHandle } from "../knex-handle.js";
import { ghostCommands } from "./ghost-commands.js";

type Work = (database: Database, line: number) => void;
type Make = (args: readonly Value[], database: Database, line: number) => Value;

/** A migration as Ghost's helpers give it. The line is that of the helper's call. */
function migration(database: Database, transaction: boolean, line: number, work: Work, undo?: Work): Obj {
  return new Obj([
    [
      "down",
      new Native("down", () => {
        if (undo === undefined) throw new Unreadable("how it is undone is not followed");
        undo(database, line);
        return undefined;
      }),
    ],
    ["config", new Obj([["transaction", transaction]])],
    [
      "up",
      new Native("up", () => {
        work(database, line);
        return undefined;
      }),
    ],
  ]);
}

/** A migration of a function that is given Knex. */
const ofFunction =
  (transaction: boolean): Make =>
  ([up], database, line) =>
    migration(database, transaction, line, () => {
      const knex = new KnexHandle(database);
      const { interpreter } = database;
      interpreter.settle(interpreter.callBack(up, [knex], line), line);
      knex.sendLeftOver();
    });

const combined =
  (transaction: boolean): Make =>
  (args, database, line) => {
    const all = (migrations: readonly Value[], direction: "up" | "down") => (): void => {
      for (const one of migrations) {
        const run = database.interpreter.get(one, direction, line);
        if (!(run instanceof Native)) throw new Unreadable("one of the migrations is not known");
        run.run([], line);
      }
    };
    return migration(database, transaction, line, all(args, "up"), all(args.toReversed(), "down"));
  };

/** A migration of one command; `arrange` sets its arguments as the command has them. */
const ofCommand =
  (name: string, transaction: boolean, arrange: (args: readonly Value[]) => readonly Value[]): Make =>
  (args, database, line) =>
    migration(database, transaction, line, () => ghostCommands[name]?.(database, arrange(args), line));

function insert(database: Database, line: number, table: string, rows: number): void {
  const note = `The code inserts ${rows === 1 ? "one row" : `${rows} rows`} of ${table}`;
  database.interpreter.steps.rows({ line, verb: "insert", table, note, rows });
}

/** Ghost's settings, permissions and roles: a row or two of small tables that the helper looks up by its key. */
const rowsOf =
  (
    verb: "insert" | "delete",
    tables: (args: readonly Value[]) => readonly (readonly [string, number])[],
  ): Make =>
  (args, database, line) =>
    migration(database, true, line, () => {
      for (const [table, rows] of tables(args)) {
        if (verb === "insert") insert(database, line, table, rows);
        else {
          const note = `The code deletes ${rows === 1 ? "one row" : `${rows} rows`} of ${table}`;
          database.interpreter.steps.rows({ line, verb, table, note, rows });
        }
      }
    });

function count(list: Value): number {
  if (list instanceof List) return Math.max(1, list.items.length);
  throw new Unreadable("the list of roles is not known");
}

const dropTables: Make = ([names], database, line) =>
  migration(database, false, line, () => {
    if (!(names instanceof List)) throw new Unreadable("the names of the tables are not known");
    for (const name of names.items) ghostCommands["deleteTable"]?.(database, [name], line);
  });

const recreate: Make = ([name, spec], database, line) =>
  migration(database, false, line, () => {
    ghostCommands["deleteTable"]?.(database, [name], line);
    ghostCommands["createTable"]?.(database, [name, undefined, spec], line);
  });

/** `createColumnMigration({ table, column, operation, columnDefinition })` gives a function of Knex. */
export const columnMigration: Make = (args, database, line) =>
  new Native("columnMigration", () => {
    for (const one of args) {
      const given = [
        nameOf(optionOf(one, "table"), "table"),
        optionOf(one, "column"),
        undefined,
        optionOf(one, "columnDefinition"),
      ];
      const { interpreter } = database;
      interpreter.call({
        callee: optionOf(one, "operation"),
        self: undefined,
        args: given,
        line,
        name: "a column's migration",
      });
    }
    return undefined;
  });

/**
 * What Ghost's migrations are made by:
 * https://github.com/TryGhost/Ghost/tree/main/ghost/core/core/server/data/migrations/utils
 */
export const ghostMigrations: Readonly<Record<string, Make>> = {
  createTransactionalMigration: ofFunction(true),
  createNonTransactionalMigration: ofFunction(false),
  createIrreversibleMigration: ofFunction(true),
  createFinalMigration: (_args, database, line) => migration(database, true, line, () => undefined),
  combineTransactionalMigrations: combined(true),
  combineNonTransactionalMigrations: combined(false),
  createAddColumnMigration: ofCommand("addColumn", false, ([table, column, spec]) => [
    table,
    column,
    undefined,
    spec,
  ]),
  createDropColumnMigration: ofCommand("dropColumn", false, ([table, column, spec]) => [
    table,
    column,
    undefined,
    spec,
  ]),
  createSetNullableMigration: ofCommand("setNullable", true, (args) => args),
  createDropNullableMigration: ofCommand("dropNullable", true, (args) => args),
  createRenameColumnMigration: ofCommand("renameColumn", false, (args) => args),
  createAddIndexMigration: ofCommand("addIndex", true, (args) => args),
  addTable: ([name, spec], database, line) =>
    migration(
      database,
      false,
      line,
      () => ghostCommands["createTable"]?.(database, [name, undefined, spec], line),
      () => ghostCommands["deleteTable"]?.(database, [name], line),
    ),
  dropTables,
  recreateTable: recreate,
  addSetting: rowsOf("insert", () => [["settings", 1]]),
  removeSetting: rowsOf("delete", () => [["settings", 1]]),
  addPermission: rowsOf("insert", () => [["permissions", 1]]),
  removePermission: rowsOf("delete", () => [["permissions", 1]]),
  addPermissionToRole: rowsOf("insert", () => [["permissions_roles", 1]]),
  addPermissionWithRoles: rowsOf("insert", ([, roles]) => [
    ["permissions", 1],
    ["permissions_roles", count(roles)],
  ]),
  createRemovePermissionMigration: rowsOf("delete", ([, roles]) => [
    ["permissions_roles", count(roles)],
    ["permissions", 1],
  ]),
};
