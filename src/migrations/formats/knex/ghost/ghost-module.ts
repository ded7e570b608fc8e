import { Native, Obj, type Value } from "../../javascript/language/value.js";
import type { Database } from "../database.js";
import { ghostCommands } from "./ghost-commands.js";
import { columnMigration, ghostMigrations } from "./ghost-migrations.js";

function commands(database: Database): Obj {
  const made = new Obj(
    Object.entries(ghostCommands).map(([name, command]) => [
      name,
      new Native(name, (args, line) => {
        command(database, args, line);
        return undefined;
      }),
    ]),
  );
  made.entries.set(
    "createColumnMigration",
    new Native("createColumnMigration", (args, line) => columnMigration(args, database, line)),
  );
  made.open = true;
  return made;
}

function utilities(database: Database): Obj {
  const made = new Obj(
    Object.entries(ghostMigrations).map(([name, make]) => [
      name,
      new Native(name, (args, line) => make(args, database, line)),
    ]),
  );
  made.entries.set("meta", new Obj([["MIGRATION_USER", 1]]));
  made.open = true;
  return made;
}

/** `@tryghost/database-info`: which database it is. */
function databaseInfo({ target }: Database): Obj {
  const answer = (is: boolean): Native => new Native("database-info", () => is);
  return new Obj([
    ["isSQLite", answer(false)],
    ["isSQLiteConfig", answer(false)],
    ["isMySQL", answer(!target.isPostgres)],
    ["isMySQLConfig", answer(!target.isPostgres)],
  ]);
}

/** Modules of Ghost's that its migrations import; undefined: it is none of them. */
export function ghostModule(source: string, database: Database): Value {
  if (source === "@tryghost/database-info") return databaseInfo(database);
  if (/^\.[./]*\/utils(\/(index|migrations|schema|tables|settings|permissions))?(\.js)?$/.test(source))
    return utilities(database);
  if (/\/schema\/commands(\.js)?$/.test(source)) return commands(database);
  if (/^\.[./]*\/schema(\/index)?$/.test(source)) return new Obj([["commands", commands(database)]]);
  return undefined;
}
