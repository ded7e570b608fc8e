import { describe, expect, test } from "vitest";
import { readChangelog, sent, xmlOf } from "./read-changelog.js";

const yaml = `databaseChangeLog:
  - property: {name: table, value: calls, dbms: "postgresql,mysql"}
  - changeSet:
      id: 1
      author: ann
      preConditions:
        - onFail: MARK_RAN
        - tableExists: {tableName: calls}
      changes:
        - addColumn:
            tableName: \${table}
            columns:
              - column:
                  name: total
                  type: decimal(10,2)
                  defaultValueNumeric: 1.50
                  constraints: &required {nullable: false}
              - column: {name: n, type: int, constraints: *required}
        - sql:
            sql: |
              -- a comment
              UPDATE calls SET total = 2
        - createIndex:
            indexName: i
            tableName: calls
            columns:
              - column: {name: a, descending: true}
        - dropTable:
            tableName: old
      rollback:
        - dropTable: {tableName: calls}
  - changeSet:
      id: two
      author: bob
      dbms: oracle
      changes:
        - dropTable: {tableName: calls}
  - include:
      file: more.yaml
`;

const json = JSON.stringify(
  {
    databaseChangeLog: [
      {
        changeSet: {
          id: "1",
          author: "ann",
          runInTransaction: false,
          changes: [
            { addColumn: { tableName: "calls", columns: [{ column: { name: "a", type: "int" } }] } },
            { sql: { sql: "SELECT 1" } },
          ],
        },
      },
    ],
  },
  null,
  "\t",
);

describe("the three notations", () => {
  test("YAML: lines, aliases, properties, rollback, dbms", async () => {
    const { steps } = await readChangelog(yaml, { path: "db/changelog.yaml" });
    expect(steps.map((step) => [step.line, step.kind === "sql" ? step.sql.trim() : step.kind])).toEqual([
      [3, "BEGIN"],
      [10, `ALTER TABLE "calls" ADD COLUMN "total" DECIMAL(10,2) DEFAULT 1.50 NOT NULL`],
      [10, `ALTER TABLE "calls" ADD COLUMN "n" INTEGER NOT NULL`],
      [21, "-- a comment\nUPDATE calls SET total = 2"],
      [23, `CREATE INDEX "i" ON "calls" ("a" DESC)`],
      [28, `DROP TABLE "old"`],
      [28, "COMMIT"],
    ]);
  });

  test("JSON, with tabs", async () => {
    const { steps } = await readChangelog(json, { path: "db/changelog.json" });
    expect(steps.map((step) => [step.line, step.kind === "sql" ? step.sql : step.kind])).toEqual([
      [10, `ALTER TABLE "calls" ADD COLUMN "a" INTEGER`],
      [24, "SELECT 1"],
    ]);
  });

  test("XML: the line of each change and of each statement's text", async () => {
    const text = xmlOf(`
      <!-- two
           lines -->
      <dropTable
         tableName="a"/>
      <sql>
        <![CDATA[
        DROP TABLE b;
      ]]></sql>`);
    const { steps } = await readChangelog(text, { engine: "mysql 8.0" });
    expect(steps.map((step) => [step.line, step.kind === "sql" ? step.sql.trim() : step.kind])).toEqual([
      [6, "DROP TABLE `a`"],
      [8, "DROP TABLE b;"],
    ]);
    const [, sql] = steps;
    expect(sql?.kind === "sql" && sql.sql.split("\n").findIndex((line) => line.includes("DROP"))).toBe(2);
  });

  test("names are quoted as the strategy says", async () => {
    const change = `<dropTable tableName="CALLS"/><dropTable tableName="OldCalls"/>`;
    expect(sent(await readChangelog(xmlOf(change)))).toEqual([`DROP TABLE "calls"`, `DROP TABLE "OldCalls"`]);
    expect(sent(await readChangelog(xmlOf(change, `objectQuotingStrategy="QUOTE_ALL_OBJECTS"`)))).toEqual([
      `DROP TABLE "CALLS"`,
      `DROP TABLE "OldCalls"`,
    ]);
  });

  test("the first property for this engine counts; what is not defined stays", async () => {
    const text = `<databaseChangeLog>
      <property name="now" value="now()" dbms="postgresql"/><property name="now" value="never"/>
      <property name="a" value="\${b}"/><property name="b" value="x"/><property name="loop" value="\${loop}"/>
      <changeSet id="1" author="a"><sql>SELECT \${now}, '\${A}', '\${loop}', '\${:kept}' FROM \${schema}.calls</sql></changeSet>
    </databaseChangeLog>`;
    expect(sent(await readChangelog(text))).toEqual([
      "SELECT now(), 'x', '${loop}', '${kept}' FROM __schema_.calls",
    ]);
    expect(sent(await readChangelog(text, { engine: "mysql 8.0" }))).toEqual([
      "SELECT never, 'x', '${loop}', '${kept}' FROM __schema_.calls",
    ]);
  });
});

const changeSet = (id: string, table: string, attributes = "", inside = ""): string =>
  `<changeSet id="${id}" author="ann" ${attributes}>${inside}<dropTable tableName="${table}"/></changeSet>\n`;
const changelog = (...changeSets: readonly string[]): string =>
  `<databaseChangeLog>\n${changeSets.join("")}</databaseChangeLog>`;

describe("which change sets a deploy runs", () => {
  const path = "src/main/resources/db/changelog.xml";
  test.each<[string, readonly string[], readonly string[]]>([
    ["as seen from the repository", ["src/main/resources/db/changelog.xml::1::ann"], ["b"]],
    ["as seen from the class path", ["classpath:db/changelog.xml::1::ann"], ["b"]],
    ["as seen from above the repository", ["web/src/main/resources/db/changelog.xml::1::ann"], ["b"]],
    ["of another file", ["db/other-changelog.xml::1::ann"], ["a", "b"]],
    ["of another author", ["db/changelog.xml::1::bob"], ["a", "b"]],
    ["both", ["db/changelog.xml::1::ann", "changelog.xml::2::ann"], []],
    ["of another tool", ["20260101", "changelog.xml"], ["a", "b"]],
  ])("those noted %s do not count", async (_, applied, tables) => {
    const text = changelog(changeSet("1", "a"), changeSet("2", "b"));
    expect(sent(await readChangelog(text, { path, applied }))).toEqual(
      tables.map((table) => `DROP TABLE "${table}"`),
    );
  });

  test("a logical file path stands in the file's place", async () => {
    const text = changelog(changeSet("1", "a", `logicalFilePath="old/name.xml"`));
    expect(sent(await readChangelog(text, { path, applied: ["db/changelog.xml::1::ann"] }))).toHaveLength(1);
    expect(sent(await readChangelog(text, { path, applied: ["old/name.xml::1::ann"] }))).toEqual([]);
  });

  test("those of production's version do not run; changed and removed ones are named", async () => {
    const before = changelog(
      changeSet("1", "a"),
      changeSet("2", "b"),
      changeSet("3", "c"),
      changeSet("4", "d"),
    );
    const text = changelog(
      changeSet("1", "a", `labels="x"`, "<comment>only words</comment>"),
      changeSet("2", "other"),
      changeSet("4", "d2", "", "<validCheckSum>ANY</validCheckSum>"),
      changeSet("5", "e"),
    );
    const read = await readChangelog(text, { before });
    expect(sent(read)).toEqual([`DROP TABLE "e"`]);
    expect(read.changedParts).toEqual(["2 of ann"]);
    expect(read.removedParts).toEqual(["3 of ann"]);
  });

  test("runOnChange runs where it changed, runAlways always", async () => {
    const before = changelog(
      changeSet("1", "a", `runOnChange="true"`),
      changeSet("2", "b", `runOnChange="true"`),
    );
    const text = changelog(
      changeSet("1", "a", `runOnChange="true"`),
      changeSet("2", "new", `runOnChange="true"`),
      changeSet("3", "c", `runAlways="true"`),
    );
    const applied = ["changelog.xml::2::ann", "changelog.xml::3::ann"];
    const read = await readChangelog(text, { before, applied });
    expect(sent(read)).toEqual([`DROP TABLE "new"`, `DROP TABLE "c"`]);
    expect(read.changedParts).toEqual([]);
  });

  test("formatted SQL keeps book alike", async () => {
    const text = `--liquibase formatted sql
--changeset ann:1
DROP TABLE a;
--rollback CREATE TABLE a (id int);
--changeset ann:2
DROP TABLE b;
--changeset "ann lee":"two words"
DROP TABLE c;
`;
    const before =
      "--liquibase formatted sql\n--changeset ann:1\nDROP  TABLE a;\n--changeset ann:9\nSELECT 1;\n";
    const read = await readChangelog(text, {
      path: "db/a.sql",
      before,
      applied: ["a.sql::two words::ann lee"],
    });
    expect(sent(read)).toEqual(["DROP TABLE b;"]);
    expect([read.changedParts, read.removedParts]).toEqual([[], ["9 of ann"]]);
  });
});
