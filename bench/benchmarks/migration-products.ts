import { glob, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseEngine } from "../../src/migrations/engine.js";
import { estimateMigrations } from "../../src/migrations/estimate-migrations.js";
import { followImports } from "../../src/migrations/follow-imports.js";
import { orderMigrations } from "../../src/migrations/order-migrations.js";
import type { MigrationFile } from "../../src/migrations/read-migration.js";
import type { Benchmark } from "../benchmark.js";
import { fetchProduct } from "../migrations/fetch-product.js";
import { products, type Product } from "../migrations/products.js";
import { inMs } from "../measure/table.js";

const knownShare = 0.99;

/** How much of the migrations that well-known products ship is understood, and how long reading them takes. */
export const migrationProducts: Benchmark = {
  databases: ["embedded"],
  async run({ folder }) {
    const rows: string[][] = [];
    for (const product of products)
      rows.push([product.name, product.engine, ...(await read(product, folder))]);
    return [
      {
        title: "Migrations of well-known products",
        head: ["Product", "Engine", "Files", "Operations", "Known (at least 99 %)", "Read in"],
        rows,
      },
    ];
  },
};

async function read(product: Product, folder: string): Promise<readonly string[]> {
  let files: readonly MigrationFile[];
  let place: string;
  try {
    place = await fetchProduct(product, folder);
    files = await filesOf(product, place);
  } catch (error) {
    return ["-", "-", `could not be fetched: ${error instanceof Error ? error.message : String(error)}`, "-"];
  }
  const started = performance.now();
  const ordered = orderMigrations(files);
  const migrations = await followImports(
    (others) =>
      estimateMigrations({ files: ordered, others, engine: parseEngine(product.engine), facts: null }),
    (path) => readFile(join(place, path), "utf8").catch(() => null),
  );
  const took = performance.now() - started;
  const unknown = migrations.flatMap(({ path, operations }) =>
    operations.filter(({ cost }) => cost === "unknown").map(({ line, note }) => `${path}:${line} ${note}`),
  );
  for (const line of unknown) console.log(`${product.name}: ${line}`);
  const count = migrations.reduce((sum, { operations }) => sum + operations.length, 0);
  const share = count === 0 ? 0 : 1 - unknown.length / count;
  const shown = `${(Math.floor(share * 1000) / 10).toFixed(1)} %`;
  return [String(files.length), String(count), share >= knownShare ? shown : `**${shown}**`, inMs(took)];
}

async function filesOf({ files, except = [] }: Product, place: string): Promise<readonly MigrationFile[]> {
  const paths: string[] = [];
  for await (const path of glob([...files], { cwd: place })) paths.push(path);
  const chosen = paths.sort().filter((path) => !except.some((part) => path.endsWith(part)));
  return Promise.all(chosen.map(async (path) => ({ path, text: await readFile(join(place, path), "utf8") })));
}
