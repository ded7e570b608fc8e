import fc from "fast-check";
import { expect, test } from "vitest";
import { estimateMigrations } from "../../../../src/migrations/estimate-migrations.js";
import { parseEngine } from "../../../../src/migrations/engine.js";
import { readChangelog, sent, xmlOf } from "./read-changelog.js";

const xml = xmlOf(
  `<addColumn tableName="calls"><column name="a" type="int"><constraints nullable="false"/></column></addColumn>
   <update tableName="calls"><column name="a" value="1"/></update>
   <sql endDelimiter="GO">DELETE FROM calls</sql>`,
);
const yaml = `databaseChangeLog:
- changeSet:
    id: 1
    author: ann
    changes:
    - update:
        tableName: calls
        columns:
        - column: {name: a, value: &v "1"}
        - column: {name: b, value: *v}
    - sql: {sql: DELETE FROM calls}
`;

test("mutated and truncated changelogs never throw, and are never silently fast", async () => {
  const source = fc.constantFrom({ text: xml, path: "db/c.xml" }, { text: yaml, path: "db/c.yaml" });
  const noise = fc.constantFrom("", "<", "&x;", '"', "\0", "${x}", "*v", "&a [*a]", "- ", "\n", "]]>", "é");
  await fc.assert(
    fc.asyncProperty(
      source,
      fc.double({ min: 0, max: 1, noNaN: true }),
      noise,
      fc.boolean(),
      async (from, where, what, cut) => {
        const { text, path } = from;
        const head = path.endsWith("xml") ? text.indexOf(">", 60) + 1 : text.indexOf("\n") + 1;
        const at = head + Math.floor(where * (text.length - head));
        const mutated = text.slice(0, at) + what + (cut ? "" : text.slice(at));
        const { steps } = await readChangelog(mutated, { path });
        const kinds = steps.map(({ kind }) => kind);
        // A file that was cut off is one that cannot be read, or one whose change sets are whole.
        if (cut && path.endsWith("xml") && at < text.length - 1) expect(kinds).toEqual(["unreadable"]);
      },
    ),
    { numRuns: 300 },
  );
});

const bomb = `databaseChangeLog:
- a: &a [x, x, x, x, x, x, x, x, x, x]
${["a", "b", "c", "d", "e", "f", "g", "h"]
  .map((name, at, all) => (at === 0 ? "" : `- ${name}: &${name} [${`*${all[at - 1] ?? ""}, `.repeat(10)}]\n`))
  .join("")}`;

test.each([
  ["an entity of its own", "c.xml", `<!DOCTYPE x [<!ENTITY e "DROP TABLE a">]>\n${xmlOf("<sql>&e;</sql>")}`],
  [
    "an entity of a file",
    "c.xml",
    `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>\n${xmlOf("<sql>&e;</sql>")}`,
  ],
  ["deep XML", "c.xml", `<databaseChangeLog>${"<a>".repeat(100_000)}`],
  ["deep YAML", "c.yaml", `databaseChangeLog: ${"[".repeat(20_000)}`],
  ["deep JSON", "c.json", `{"databaseChangeLog": ${'{"a":'.repeat(20_000)}`],
  ["aliases of aliases", "c.yaml", bomb],
  ["an alias of itself", "c.yaml", "databaseChangeLog: &a\n- changeSet: *a\n"],
  ["an alias of nothing", "c.yaml", "databaseChangeLog:\n- changeSet: *nothing\n"],
  ["no YAML", "c.yaml", "databaseChangeLog: [\n'"],
  ["bytes", "c.xml", "<databaseChangeLog>\0\u0001\uFFFD"],
])("%s cannot be read", async (_, path, text) => {
  const { steps } = await readChangelog(text, { path });
  expect(steps.map(({ kind }) => kind)).toEqual(["unreadable"]);
});

test("properties within properties grow no further than a limit", async () => {
  const names = Array.from({ length: 12 }, (_, at) => `p${at}`);
  const properties = names.map(
    (name, at) => `<property name="${name}" value="${`\${p${at + 1}}`.repeat(10)}"/>`,
  );
  const text = `<databaseChangeLog>${properties.join("")}<property name="p12" value="1234567890"/><changeSet id="1" author="a"><sql>SELECT \${p0}</sql></changeSet></databaseChangeLog>`;
  const [sql = ""] = sent(await readChangelog(text));
  expect(sql.length).toBeLessThan(20_000_000);
});

test("50 MB are too much to be read", async () => {
  const text = xmlOf(`<sql>${" ".repeat(50_000_000)}</sql>`);
  const request = { files: [{ path: "c.xml", text }], engine: parseEngine("postgres 16"), facts: null };
  const [migration] = await estimateMigrations(request);
  expect(migration?.operations.map(({ kind }) => kind)).toEqual(["unparsed"]);
});

test("1 MB of changes are read in seconds", async () => {
  const change = `<addColumn tableName="calls"><column name="a" type="int"/></addColumn>`;
  const text = xmlOf(change.repeat(15_000));
  expect((await readChangelog(text)).steps).toHaveLength(15_002);
});

const set = "  - changeSet: {id: 1, author: a, changes: [{sql: {sql: drop table calls}}]}\n";

test.each([
  ["twice", `databaseChangeLog: []\ndatabaseChangeLog:\n${set}`, 2],
  ["in a second document", `databaseChangeLog: []\n---\ndatabaseChangeLog:\n${set}`, 2],
  ["as a text", "databaseChangeLog: !!js/function 'function () {}'\n", 1],
  ["as a mapping", `databaseChangeLog:\n  "0":\n    changeSet: {id: 1, author: a}\n`, 1],
])("a changelog that has its list %s is unreadable", async (_how, text, line) => {
  const { steps } = await readChangelog(text, { path: "db/c.yaml" });
  expect(steps).toMatchObject([{ kind: "unreadable", line }]);
});

test("an empty changelog does nothing", async () => {
  for (const text of ["databaseChangeLog: []\n", "databaseChangeLog:\n"])
    expect((await readChangelog(text, { path: "db/c.yaml" })).steps).toEqual([]);
});
