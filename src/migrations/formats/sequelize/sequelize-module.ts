import { Host, Native, Unknown, type Value } from "../javascript/language/value.js";
import { nameOf } from "../javascript/arguments.js";
import { dataType } from "./data-types.js";

/** SQL that Sequelize takes as it is: `Sequelize.literal("now()")`, `Sequelize.fn("NOW")`. */
export class Literal extends Host {
  readonly name = "literal";
  readonly sql: string;

  constructor(sql: string) {
    super();
    this.sql = sql;
  }

  override get isHandle(): boolean {
    return false;
  }

  override get(key: string): Value {
    return new Unknown(key);
  }
}

/** `Sequelize`, and `DataTypes` with it: https://sequelize.org/docs/v6/other-topics/migrations/ */
export class SequelizeModule extends Host {
  readonly name = "Sequelize";

  override get isHandle(): boolean {
    return false;
  }

  override get(key: string): Value {
    if (key === "then" || key === "catch" || key === "finally") return undefined;
    if (["DataTypes", "Sequelize", "default", "__esModule"].includes(key)) return this;
    const type = dataType(key);
    if (type !== null) return type;
    if (key === "literal") return new Native(key, ([sql]) => new Literal(nameOf(sql, "SQL")));
    if (key === "fn" || key === "cast" || key === "col")
      return new Native(
        key,
        ([name]) => new Literal(key === "fn" ? `${nameOf(name, "function")}()` : "NULL"),
      );
    return new Unknown(`Sequelize.${key}`);
  }
}
