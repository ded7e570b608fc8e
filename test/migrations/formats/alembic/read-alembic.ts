import { parseEngine } from "../../../../src/migrations/engine.js";
import { loadAlembicFormat } from "../../../../src/migrations/formats/alembic/read-alembic-migration.js";
import type { ReadMigration } from "../../../../src/migrations/read-migration.js";
import { show } from "../python/show-step.js";

const load = loadAlembicFormat();

export async function readAlembic(text: string, engine = "postgres 16"): Promise<ReadMigration> {
  const read = await load;
  return read({ path: "migrations/versions/1975ea83b712_try.py", text }, parseEngine(engine));
}

/** Reads the body of `upgrade`. */
export async function upgrade(body: string, engine = "postgres 16"): Promise<readonly string[]> {
  const lines = body.split("\n").map((line) => `    ${line}`);
  const text = `from alembic import op, context\nimport sqlalchemy as sa\nfrom sqlalchemy import orm\nfrom sqlalchemy.dialects import postgresql, mysql\n\nBase = orm.declarative_base()\nclass User(Base):\n    __tablename__ = "users"\n    id = sa.Column(sa.Integer)\n\ndef upgrade():\n${lines.join("\n")}\n\ndef downgrade():\n    op.drop_table("users")\n`;
  return (await readAlembic(text, engine)).steps.map(show);
}
