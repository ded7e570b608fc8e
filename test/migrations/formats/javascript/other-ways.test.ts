import { expect, test } from "vitest";
import { parseEngine } from "../../../../src/migrations/engine.js";
import { loadKnexFormat } from "../../../../src/migrations/formats/knex/read-knex-migration.js";
import { loadSequelizeFormat } from "../../../../src/migrations/formats/sequelize/read-sequelize-migration.js";
import { loadTypeOrmFormat } from "../../../../src/migrations/formats/typeorm/read-typeorm-migration.js";

/** Around a body that the database is changed in, by other ways than the framework's plainest. */
const frameworks = {
  knex: {
    load: loadKnexFormat,
    around: (body: string) => `const Q = "drop table calls";\nexports.up = async (knex) => {\n${body}\n};`,
  },
  sequelize: {
    load: loadSequelizeFormat,
    around: (body: string) =>
      `const Q = "drop table calls";\nmodule.exports = { async up(queryInterface, Sequelize) {\n${body}\n} };`,
  },
  typeorm: {
    load: loadTypeOrmFormat,
    around: (body: string) =>
      `import { getConnection, getRepository } from "typeorm"; const Q = "drop table calls";\n` +
      `export class A1 { async up(queryRunner) {\n${body}\n} }`,
  },
};

async function stepsOf(format: keyof typeof frameworks, body: string) {
  const { load, around } = frameworks[format];
  const read = await load();
  return read({ path: "1_a.js", text: around(body) }, parseEngine("postgres 16"), []).steps;
}

test.each<[keyof typeof frameworks, string]>([
  ["knex", `return knex.schema.hasTable("calls").then((is) => (is ? knex.raw(Q) : null));`],
  ["knex", `await (process.env.X ? knex.raw(Q) : knex.raw("select 1"));`],
  ["knex", `const wanted = process.env.X ? knex.raw(Q) : null; await wanted;`],
  ["knex", `return knex.raw("select 1").catch(() => knex.raw(Q));`],
  ["knex", `return knex.raw("select 1").finally(() => knex.raw(Q));`],
  ["typeorm", `await queryRunner.connection.query(Q);`],
  ["typeorm", `await queryRunner.connection.createQueryRunner().query(Q);`],
  ["typeorm", `await queryRunner.connection.transaction(async (manager) => { await manager.query(Q); });`],
  [
    "typeorm",
    `await queryRunner.manager.transaction("SERIALIZABLE", async (inner) => { await inner.query(Q); });`,
  ],
])("%s: %s is followed", async (format, body) => {
  expect(await stepsOf(format, body)).toContainEqual(
    expect.objectContaining({ kind: "sql", sql: "drop table calls" }),
  );
});

test.each<[keyof typeof frameworks, string]>([
  ["knex", `await require("knex")({}).raw(Q);`],
  ["knex", `await knex.migrate.latest();`],
  ["knex", `eval("knex.raw(Q)");`],
  ["knex", `globalThis.eval("knex.raw(Q)");`],
  ["knex", `new Function("return 1")();`],
  ["knex", `require("child_process").execSync("psql");`],
  ["knex", `const { exec } = require("node:child_process"); exec("psql");`],
  ["knex", `import("node:child_process").then((processes) => processes.exec("psql"));`],
  ["knex", `(await import("execa")).execa("psql");`],
  ["knex", `await new (require("pg").Client)().query(Q);`],
  ["knex", "await knex.migrate`${Q}`;"],
  ["sequelize", `await queryInterface.sequelize.models.Call.update({});`],
  ["sequelize", `const Call = queryInterface.sequelize.define("calls", {}); await Call.update({});`],
  ["sequelize", `await queryInterface.sequelize.sync({ alter: true });`],
  ["typeorm", `await queryRunner.connection.getRepository("Call").update({}, {});`],
  ["typeorm", `await queryRunner.manager.getRepository("Call").update({}, {});`],
  ["typeorm", `await queryRunner.manager.createQueryBuilder().update("calls").set({ a: 1 }).execute();`],
  ["typeorm", `await getRepository("Call").update({}, {});`],
  ["typeorm", `await getConnection().query(Q);`],
])("%s: %s is not silently passed over", async (format, body) => {
  expect(await stepsOf(format, body)).toContainEqual(
    expect.objectContaining({ kind: "unreadable", line: 3 }),
  );
});

test.each<[keyof typeof frameworks, string]>([
  [
    "knex",
    `await knex.schema.alterTable("calls", (t) => { t.timestamp("at").defaultTo(process.env.X ? knex.fn.now() : null); });`,
  ],
  ["knex", `const { EventEmitter } = require("events"); new EventEmitter().emit("x");`],
  [
    "typeorm",
    `const { type } = queryRunner.connection.options; queryRunner.connection.getMetadata("Call").tableName;`,
  ],
  [
    "sequelize",
    `if (queryInterface.sequelize.getDialect() === "postgres") console.log(queryInterface.sequelize.config.host);`,
  ],
])("%s: %s is no doubt", async (format, body) => {
  expect((await stepsOf(format, body)).filter(({ kind }) => kind === "unreadable")).toEqual([]);
});
