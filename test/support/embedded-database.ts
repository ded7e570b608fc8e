import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { z } from "zod";

const require = createRequire(import.meta.url);
const cache = join(import.meta.dirname, "../../node_modules/.cache/embedded-database");

/** Puts an empty embedded database into a DATA_DIR, as its first use would make it: a copy takes a tenth of the time. */
export async function giveEmbeddedDatabase(dataDir: string): Promise<void> {
  const made = await madeOnce();
  await mkdir(dataDir, { recursive: true });
  await cp(made, join(dataDir, "database"), { recursive: true });
}

/** Made once for this project and exactly this version; of those who make it at the same moment the first one wins. */
async function madeOnce(): Promise<string> {
  const manifest = join(dirname(require.resolve("@electric-sql/pglite")), "../package.json");
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(await readFile(manifest, "utf8")));
  const home = join(cache, version);
  if (existsSync(home)) return home;
  await mkdir(cache, { recursive: true });
  const staging = await mkdtemp(join(cache, "making-"));
  const folder = join(staging, "database");
  await (await PGlite.create(folder)).close();
  try {
    await rename(folder, home);
  } catch (error) {
    if (!existsSync(home)) throw error;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
  return home;
}
