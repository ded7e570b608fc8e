import { type Engine, isAtLeast } from "../../../engine.js";

/** For whom SQL is written: the engine, and the version of Rails whose defaults the migration asks for. */
export interface Target {
  readonly engine: Engine;
  readonly isPostgres: boolean;
  /** `ActiveRecord::Migration[7.1]`; 4.2 where none is named, as Rails takes it. */
  readonly rails: { readonly major: number; readonly minor: number };
  /** Whether the migration asks for the defaults of this version of Rails or a newer one. */
  readonly since: (major: number, minor: number) => boolean;
}

export function createTarget(engine: Engine, rails: { major: number; minor: number }): Target {
  return {
    engine,
    isPostgres: engine.family === "postgres",
    rails,
    since: (major, minor) =>
      isAtLeast({ family: engine.family, major: rails.major, minor: rails.minor, patch: null }, major, minor),
  };
}
