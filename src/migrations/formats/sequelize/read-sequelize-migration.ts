import type { ReadFormat } from "../format.js";
import { Obj, type Value } from "../javascript/language/value.js";
import { readJavaScript } from "../javascript/read-javascript.js";
import { createTarget } from "../javascript/sql/target.js";
import { QueryInterface } from "./query-interface.js";
import { SequelizeModule } from "./sequelize-module.js";

function exported(exports: Value): Value {
  if (!(exports instanceof Obj)) return undefined;
  return exports.entries.get("up") ?? exported(exports.entries.get("default"));
}

/** Reads one file of Sequelize: `up(queryInterface, Sequelize)`, or umzug's `up({ context })`. */
export function loadSequelizeFormat(): Promise<ReadFormat> {
  return Promise.resolve((file, engine, _applied, others = new Map()) =>
    readJavaScript(file, others, {
      format: "sequelize",
      surroundings: () => ({
        module: (source) =>
          /^(@sequelize\/core|sequelize(-typescript)?)$/.test(source) ? new SequelizeModule() : undefined,
      }),
      migrate: (session) => {
        const up = exported(session.exports);
        if (up === undefined) return null;
        const args = [new QueryInterface(session, createTarget(engine)), new SequelizeModule()];
        const self = session.exports;
        session.settle(
          session.call({ callee: up, self, args, line: session.line, name: "up" }),
          session.line,
        );
        // Nothing is put around a migration: https://sequelize.org/docs/v6/other-topics/migrations/
        return { inTransaction: false };
      },
    }),
  );
}
