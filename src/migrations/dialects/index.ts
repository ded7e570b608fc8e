import type { EngineFamily } from "../engine.js";
import type { Dialect } from "./dialect.js";

const loaders: Readonly<Record<EngineFamily, () => Promise<Dialect>>> = {
  postgres: async () => (await import("./postgres/index.js")).loadPostgresDialect(),
  mysql: async () => (await import("./mysql/index.js")).loadMysqlDialect(),
  mariadb: async () => (await import("./mysql/index.js")).loadMysqlDialect(),
};

/** A family's dialect with its parser, which is large: loaded when first asked for. */
export function loadDialect(family: EngineFamily): Promise<Dialect> {
  return loaders[family]();
}
