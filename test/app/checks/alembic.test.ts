import { afterAll, beforeAll, expect, test } from "vitest";
import { createSampleRepository } from "../sample-repository.js";
import { type Product, startProduct } from "../start-product.js";
import { judgementOf, messagesOf } from "./judgement.js";
import { policyWith } from "./sample-policies.js";

const policy = policyWith({ migrations: { engine: "postgres 16", files: ["alembic/versions/*.py"] } });
const migration = (revision: string, parent: string, body: string) =>
  `from alembic import op\nimport sqlalchemy as sa\n\nrevision = "${revision}"\ndown_revision = ${parent}\n\n` +
  `def upgrade():\n    ${body}\n`;
const createThings = `op.create_table("things", sa.Column("id", sa.Integer(), primary_key=True))`;
const indexThings = `op.create_index("things_ix", "things", ["id"])`;

let product: Product;
beforeAll(async () => {
  product = await startProduct({ jira: { issues: [{ key: "STORY-1" }] } });
});
afterAll(() => product.stop());

async function judged(
  name: string,
  files: Readonly<Record<string, string>>,
  brought: Readonly<Record<string, string>>,
) {
  const repository = await createSampleRepository(product.github, { name: `acme/${name}`, policy, files });
  const head = await repository.push("deploy", "STORY-1 Migrate", brought);
  return judgementOf(product, repository.name, head);
}

test("revisions run in the order of their links, so that an index on a new table costs nothing", async () => {
  const { status, report } = await judged(
    "alembic-chain",
    { "alembic/versions/first.py": migration("f0f0f0f0f0f0", "None", "pass") },
    {
      "alembic/versions/aaaaaaaaaaaa_index.py": migration("aaaaaaaaaaaa", '"bbbbbbbbbbbb"', indexThings),
      "alembic/versions/bbbbbbbbbbbb_create.py": migration("bbbbbbbbbbbb", '"f0f0f0f0f0f0"', createThings),
    },
  );
  expect(report.migrations.map(({ path }) => path.slice(17, 21))).toEqual(["bbbb", "aaaa"]);
  expect(report.migrations[1]?.operations).toMatchObject([{ table: "things", rows: 0 }]);
  expect(status.state).toBe("success");
});

test("a revision that comes after one that is nowhere is a finding with its line", async () => {
  const { status, report } = await judged(
    "alembic-orphan",
    { "alembic/versions/f0f0f0f0f0f0_first.py": migration("f0f0f0f0f0f0", "None", "pass") },
    {
      "alembic/versions/aaaaaaaaaaaa_orphan.py": migration(
        "aaaaaaaaaaaa",
        '("f0f0f0f0f0f0", "0123456789ab")',
        createThings,
      ),
    },
  );
  expect(status.state).toBe("failure");
  expect(messagesOf(report, "migration-unreadable")).toEqual([
    expect.stringMatching(
      /^Line 5 of aaaaaaaaaaaa_orphan\.py .*comes after 0123456789ab, which no migration in alembic\/versions is/,
    ),
  ]);
});
