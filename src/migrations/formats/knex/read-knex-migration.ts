import type { ReadFormat } from "../format.js";
import { readJavaScript } from "../javascript/read-javascript.js";
import { Closure, Obj, type Value } from "../javascript/language/value.js";
import { createTarget } from "../javascript/sql/target.js";
import { directusModule } from "./directus/directus-module.js";
import { ghostModule } from "./ghost/ghost-module.js";
import { KnexHandle } from "./knex-handle.js";

/** A property of the module, also where it is its default export. */
function exported(exports: Value, name: string): Value {
  if (!(exports instanceof Obj)) return undefined;
  const direct = exports.entries.get(name);
  return direct === undefined && exports.entries.has("default")
    ? exported(exports.entries.get("default"), name)
    : direct;
}

/** Whether the migration's own settings leave the transaction on. */
function inTransaction(exports: Value): boolean {
  const config = exported(exports, "config");
  return !(config instanceof Obj && config.entries.get("transaction") === false);
}

/** Reads one file of Knex: `up(knex)`, or one of Ghost's helpers that give such a function. */
export function loadKnexFormat(): Promise<ReadFormat> {
  return Promise.resolve((file, engine, _applied, others = new Map()) => {
    const target = createTarget(engine);
    return readJavaScript(file, others, {
      format: "knex",
      surroundings: (interpreter) => ({
        module: (source) => {
          const database = { interpreter, target };
          return ghostModule(source, database) ?? directusModule(source, database);
        },
      }),
      migrate: (session) => {
        const up = exported(session.exports, "up");
        if (!(up instanceof Closure) && up === undefined) return null;
        const knex = new KnexHandle({ interpreter: session, target });
        const line = up instanceof Closure ? session.lineOf(up.node) : 1;
        session.settle(session.call({ callee: up, self: undefined, args: [knex], line, name: "up" }), line);
        knex.sendLeftOver();
        return { inTransaction: inTransaction(session.exports) };
      },
    });
  });
}
