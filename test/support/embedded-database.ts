import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { z } from "zod";

const require = createRequire(import.meta.url);
const cache = join(import.meta.dirname, "../../node_modules/.cache/embedded-database");

/** Puts an empty embedded database into a DATA_DIR, as its first use would make it: a copy takes a tenth of the time. */
export async function giveEmbeddedDatabase(dataDir: string): Promise<void> {
  const made = await madeOnce("", async (folder) => (await PGlite.create(folder)).close());
  await mkdir(dataDir, { recursive: true });
  await cp(made, join(dataDir, "database"), { recursive: true });
}

/** The data of an embedded database that is kept in memory, as its first use would make it. */
export async function emptyDatabaseInMemory(): Promise<Blob> {
  const made = await madeOnce(".tar", async (file) => {
    const database = await PGlite.create();
    const data = await database.dumpDataDir("none");
    await database.close();
    await writeFile(file, Buffer.from(await data.arrayBuffer()));
  });
  return new Blob([await readFile(made)]);
}

/** Made once for this project and exactly this version; of those who make it at the same moment the first one wins. */
async function madeOnce(ending: string, make: (path: string) => Promise<void>): Promise<string> {
  const manifest = join(dirname(require.resolve("@electric-sql/pglite")), "../package.json");
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(await readFile(manifest, "utf8")));
  const home = join(cache, `${version}${ending}`);
  if (existsSync(home)) return home;
  await mkdir(cache, { recursive: true });
  const staging = await mkdtemp(join(cache, "making-"));
  const made = join(staging, "database");
  await make(made);
  try {
    await rename(made, home);
  } catch (error) {
    if (!existsSync(home)) throw error;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
  return home;
}
