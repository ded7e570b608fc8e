import type { ReadFormat } from "../format.js";
import { instantiate, memberOf } from "../javascript/language/classes.js";
import { Closure, Obj, type Value } from "../javascript/language/value.js";
import { readJavaScript } from "../javascript/read-javascript.js";
import { createTarget } from "../javascript/sql/target.js";
import { MigrationContext } from "./migration-context.js";
import { typeOrmModule } from "./typeorm-module.js";

/** The class that has `up`, by whatever name the module exports it. */
function migrationClass(exports: Value): Closure | null {
  const exported = exports instanceof Obj ? [...exports.entries.values()] : [exports];
  return (
    exported.find(
      (value): value is Closure => value instanceof Closure && memberOf(value, "up") !== undefined,
    ) ?? null
  );
}

/** Reads one file of TypeORM: a class with `up(queryRunner)`. */
export function loadTypeOrmFormat(): Promise<ReadFormat> {
  return Promise.resolve((file, engine, _applied, others = new Map()) =>
    readJavaScript(file, others, {
      format: "typeorm",
      surroundings: () => ({ module: typeOrmModule }),
      migrate: (session) => {
        const found = migrationClass(session.exports);
        const up = memberOf(found, "up");
        if (found === null || up === undefined) return null;
        const line = session.lineOf(up.node);
        const self = instantiate(found, [], line, session);
        const context = new MigrationContext(session, createTarget(engine));
        session.settle(session.call({ callee: up, self, args: [context], line, name: "up" }), line);
        return { inTransaction: self.entries.get("transaction") !== false };
      },
    }),
  );
}
