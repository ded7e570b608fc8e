import { textOf } from "../ruby/known.js";
import { quoteName, quoteTable, quoteText } from "../sql/quote.js";
import { Unreadable } from "../unreadable.js";
import type { Command, Commands, SchemaCall } from "./schema-call.js";

/** ActiveRecord's other adapters know these commands and do nothing. */
const postgresOnly =
  (command: Command): Command =>
  (call) => {
    if (call.target.isPostgres) command(call);
  };

function enumValues(call: SchemaCall): string {
  const list = call.args[1];
  const values = list?.type === "array" ? list.items.map(textOf) : [null];
  if (values.includes(null)) throw new Unreadable("the enum's values are not known");
  return values.map((value) => quoteText(call.target, value ?? "")).join(", ");
}

function addEnumValue(call: SchemaCall): void {
  const { options, target } = call;
  const [before, after] = [options.text("before"), options.text("after")];
  call.sql(
    `ALTER TYPE ${call.sqlTable} ADD VALUE ${options.truth("if_not_exists") ? "IF NOT EXISTS " : ""}` +
      quoteText(target, call.text(1, "value")) +
      (before === null ? "" : ` BEFORE ${quoteText(target, before)}`) +
      (after === null ? "" : ` AFTER ${quoteText(target, after)}`),
  );
}

function extension(call: SchemaCall, sql: (name: string) => string): void {
  const name = call.text(0, "extension's name");
  call.sql(sql(quoteName(call.target, name.slice(name.lastIndexOf(".") + 1))));
}

/** Commands that only PostgreSQL has: types, extensions, schemas. */
export const postgresCommands: Commands = {
  create_enum: postgresOnly((call) => call.sql(`CREATE TYPE ${call.sqlTable} AS ENUM (${enumValues(call)})`)),
  drop_enum: postgresOnly((call) =>
    call.sql(`DROP TYPE ${call.options.truth("if_exists") ? "IF EXISTS " : ""}${call.sqlTable}`),
  ),
  rename_enum: postgresOnly((call) => {
    const to = call.options.text("to") ?? call.text(1, "new name");
    call.sql(`ALTER TYPE ${call.sqlTable} RENAME TO ${quoteName(call.target, to)}`);
  }),
  add_enum_value: postgresOnly(addEnumValue),
  rename_enum_value: postgresOnly((call) => {
    const [from, to] = [call.options.text("from"), call.options.text("to")];
    if (from === null || to === null) throw new Unreadable("the enum's values are not known");
    call.sql(
      `ALTER TYPE ${call.sqlTable} RENAME VALUE ${quoteText(call.target, from)} TO ${quoteText(call.target, to)}`,
    );
  }),
  enable_extension: postgresOnly((call) =>
    extension(call, (name) => `CREATE EXTENSION IF NOT EXISTS ${name} CASCADE`),
  ),
  disable_extension: postgresOnly((call) =>
    extension(call, (name) => `DROP EXTENSION IF EXISTS ${name} CASCADE`),
  ),
  create_schema: postgresOnly((call) =>
    call.sql(`CREATE SCHEMA ${call.options.truth("if_not_exists") ? "IF NOT EXISTS " : ""}${call.sqlTable}`),
  ),
  drop_schema: postgresOnly((call) =>
    call.sql(
      `DROP SCHEMA ${call.options.truth("if_exists") ? "IF EXISTS " : ""}${quoteTable(call.target, call.table)} CASCADE`,
    ),
  ),
};
