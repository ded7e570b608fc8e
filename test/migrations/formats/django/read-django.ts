import { parseEngine } from "../../../../src/migrations/engine.js";
import { loadDjangoFormat } from "../../../../src/migrations/formats/django/read-django-migration.js";
import type { ReadMigration } from "../../../../src/migrations/read-migration.js";
import { show } from "../python/show-step.js";

const load = loadDjangoFormat();

/** Reads a whole file of the app "shop". */
export async function readDjango(text: string, engine = "postgres 16"): Promise<ReadMigration> {
  const read = await load;
  return read({ path: "shop/migrations/0002_try.py", text }, parseEngine(engine));
}

/** Reads a list of operations, with what stands before the class. */
export async function operations(
  list: string,
  engine = "postgres 16",
  before = "",
): Promise<readonly string[]> {
  const text = `from django.db import migrations, models\nimport django.contrib.postgres.operations as pg\nfrom django.conf import settings\n${before}\n\nclass Migration(migrations.Migration):\n    operations = [${list}]\n`;
  return (await readDjango(text, engine)).steps.map(show);
}
