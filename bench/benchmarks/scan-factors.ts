import pg from "pg";
import type { Benchmark } from "../benchmark.js";
import { startServer } from "../migrations/start-server.js";
import { createScanTables, scanContenders, type ScanContender } from "../migrations/scan-contenders.js";

const usualRounds = 5;
const usualRows = 1_000_000;

/**
 * How much longer than a plain scan other readings of a PostgreSQL table take: one after the other in each round, so
 * that whatever else the machine does meets them all.
 */
export const scanFactors: Benchmark = {
  databases: ["embedded"],
  async run({ rounds, rows, cleanup }) {
    const count = rows?.at(-1) ?? usualRows;
    const server = await startServer("postgres");
    if (server === null) return [];
    cleanup.add(() => server.stop());
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    const seconds = new Map<ScanContender, number[]>(scanContenders.map((contender) => [contender, []]));
    try {
      for (const sql of createScanTables(count)) await client.query(sql);
      for (let round = 0; round < (rounds ?? usualRounds); round += 1)
        for (const [contender, times] of seconds) times.push(await timed(client, contender));
    } finally {
      await client.end();
    }
    const [plain, dearer] = scanContenders;
    const ratioTo = (reference: readonly number[], times: readonly number[]) =>
      median(times.map((time, round) => time / (reference[round] ?? time)));
    const plainTimes = seconds.get(plain) ?? [];
    // The class's rates are fitted to both: they stand for what lies between.
    const ofClass = Math.sqrt(ratioTo(plainTimes, seconds.get(dearer) ?? []));
    return [
      {
        title: `Readings of ${count.toLocaleString("en-US")} rows on PostgreSQL, medians of ${plainTimes.length}`,
        head: ["statement", "seconds", "times SET NOT NULL", "times a scan's rates"],
        rows: [...seconds].map(([{ name }, times]) => [
          name,
          median(times).toFixed(3),
          ratioTo(plainTimes, times).toFixed(2),
          (ratioTo(plainTimes, times) / ofClass).toFixed(2),
        ]),
      },
    ];
  },
};

async function timed(client: pg.Client, { before = [], sql, after }: ScanContender): Promise<number> {
  for (const statement of before) await client.query(statement);
  const start = performance.now();
  await client.query(sql);
  const seconds = (performance.now() - start) / 1_000;
  for (const statement of after) await client.query(statement);
  return seconds;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
