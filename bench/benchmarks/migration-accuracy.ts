import { calibrate } from "../../src/calibration/calibrate.js";
import { openScratchSpace } from "../../src/calibration/open-scratch-space.js";
import { defaultRates } from "../../src/migrations/cost-model/default-rates.js";
import { fitRates, type MeasuredRates } from "../../src/migrations/cost-model/fit-rates.js";
import type { Benchmark, BenchmarkRun } from "../benchmark.js";
import type { Table } from "../measure/table.js";
import { migrationTable, modelTable } from "../migrations/accuracy-tables.js";
import { measureMigrations } from "../migrations/measure-migrations.js";
import { rowsAlone } from "../migrations/rows-alone.js";
import { startServer, type ServerKind } from "../migrations/start-server.js";

/** What takes longer than this is passed over. */
const longestSeconds = 600;
const usualRows = [100_000, 1_000_000, 5_000_000];

/** How well durations are predicted on real servers: calibrated on small tables, predicted on a large one. */
export const migrationAccuracy: Benchmark = {
  databases: ["embedded"],
  async run(run) {
    const tables: Table[] = [];
    for (const kind of run.engines) tables.push(...(await measure(kind, run)));
    return tables;
  },
};

async function measure(kind: ServerKind, { rows, weak, cleanup }: BenchmarkRun): Promise<readonly Table[]> {
  const sizes = (rows ?? usualRows).toSorted((one, other) => one - other);
  const [small, large] = [sizes.slice(0, -1), sizes.at(-1) ?? 0];
  const server = await startServer(kind, { weak });
  if (server === null) {
    console.log(`\nNo ${kind} server was found here, so none was measured.`);
    return [];
  }
  let stopped: Promise<void> | undefined;
  const stop = () => (stopped ??= server.stop());
  cleanup.add(stop);
  const space = await openScratchSpace(server.url);
  const { engine, family } = space;
  console.log(`\nCalibrating ${engine} …`);
  const { samples, rates } = await calibrate(space, { sizes: small, budgetSeconds: 3_600 });
  console.log(`Measuring tables of ${large.toLocaleString("en-US")} rows …`);
  const calibrated = { ...defaultRates[family], ...rates };
  const measured = await measureMigrations(server.url, large, { rates: calibrated, longestSeconds });
  await stop();

  const all = [...samples, ...measured.flatMap(({ judgement, seconds }) => judgement.sample(seconds) ?? [])];
  printRates(engine, fitRates(all, defaultRates[family]));
  const title = `${engine}${weak ? " with half a core" : ""}: ${large.toLocaleString("en-US")} rows from ${small.map((size) => size.toLocaleString("en-US")).join(" and ")}`;
  const models = [
    { name: "calibrated", rates: calibrated, judged: true },
    { name: "rows alone, same samples", rates: rowsAlone(samples, calibrated), judged: false },
    { name: "default rates", rates: defaultRates[family], judged: false },
  ];
  return [
    modelTable(kind, `${title}: factor between predicted and actual`, measured, models),
    migrationTable(`${title}: seconds (predicted)`, measured, calibrated),
  ];
}

/** As default-rates.ts has them. */
function printRates(engine: string, rates: MeasuredRates): void {
  console.log(`\nDefault rates from everything that was measured on ${engine}:\n`);
  for (const [name, terms] of Object.entries(rates)) {
    const key = name.includes("-") ? JSON.stringify(name) : name;
    const values = Object.entries<number>({ ...terms }).map(
      ([term, value]) => `${term}: ${Number(value.toPrecision(2))}`,
    );
    console.log(`  ${key}: { ${values.join(", ")} },`);
  }
}
