import type { Calibration } from "../../calibration/calibrate.js";
import { describeSeconds } from "../../checker/describe-seconds.js";
import {
  buildsIndexes,
  expectedSeconds,
  shareOutside,
} from "../../migrations/cost-model/expected-seconds.js";
import type { WorkClass } from "../../migrations/operation.js";

const rows = 10_000_000;
const narrow = { rows, heapBytes: rows * 100, indexes: 0, bytes: rows * 100 };
const wide = { rows, heapBytes: rows * 600, indexes: 3, bytes: rows * 700 };

/** Rates for people: what each class of work takes on two tables, and then `file`, to be kept. */
export function ratesText({ engine, samples, rates, ended }: Calibration, file: string): string {
  const { memoryBytes = null, clustered = false } = samples[0] ?? {};
  const lines = Object.entries(rates).map(([name, terms]) => {
    const time = (size: typeof narrow): string => {
      const outside = shareOutside({ ...size, clustered, memoryBytes });
      return describeSeconds(
        expectedSeconds(terms, { ...size, outside, inBulk: buildsIndexes(name as WorkClass) }),
      );
    };
    return [name, time(narrow), time(wide), `/ or × ${terms.spread.toFixed(2)}`];
  });
  const head = ["work on 10 million rows", "narrow, no index", "wide, 3 indexes", "four of five within"];
  const table = [head, ...lines].map((cells) =>
    cells.map((cell, at) => (at === 3 ? cell : cell.padEnd(at === 0 ? 24 : 17))).join("  "),
  );
  return [
    `Measured on ${engine}: ${samples.length} durations${ended === null ? "" : ", then time was up"}.`,
    "",
    ...table,
    "",
    'Keep what follows in a file and name it with "estimate --rates"; "calibrate --format json" prints nothing else.',
    "",
    file,
  ].join("\n");
}
