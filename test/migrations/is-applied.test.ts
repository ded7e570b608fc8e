import { expect, test } from "vitest";
import { isApplied } from "../../src/migrations/is-applied.js";

const sql = (path: string) => ({ path, text: "SELECT 1" });
const alembic = (revision: string, after: string) => ({
  path: `versions/${revision}_change.py`,
  text: `"""Change\n\nRevision ID: ${revision}\n"""\nfrom alembic import op\n\nrevision: str = "${revision}"\ndown_revision: Union[str, None] = ${after}\ndepends_on = None\n`,
});

test.each<[string, readonly string[], readonly string[]]>([
  ["its newest version, and all before it", ["9", "<= 9"], ["db/8_a.up.sql", "db/0009_b.up.sql"]],
  ["a newest one that failed half-way", ["< 9"], ["db/8_a.up.sql"]],
  ["only numbers of another tool", ["20990101"], []],
  ["nothing", [], []],
])("golang-migrate notes %s", (_, applied, expected) => {
  const files = ["db/8_a.up.sql", "db/0009_b.up.sql", "db/10_c.up.sql", "db/V1__flyway.sql"].map(sql);
  expect(files.filter(isApplied(applied, files)).map(({ path }) => path)).toEqual(expected);
});

test("what Alembic's newest revision comes after was run, through merges too", () => {
  const files = [
    alembic("a1", "None"),
    alembic("b1", `"a1"`),
    alembic("b2", "'a1'"),
    alembic("c1", `(\n    "b1",\n    "b2",\n)`),
    alembic("d1", `"c1"`),
  ];
  const run = (applied: readonly string[]) =>
    files.filter(isApplied(applied, files)).map(({ path }) => path.slice(9, 11));
  expect(run(["c1"])).toEqual(["a1", "b1", "b2", "c1"]);
  expect(run(["b2"])).toEqual(["a1", "b2"]);
  expect(run(["zz"])).toEqual([]);
});

test("revisions in a circle end", () => {
  const files = [alembic("a1", `"b1"`), alembic("b1", `"a1"`)];
  expect(files.every(isApplied(["a1"], files))).toBe(true);
});
