import type { RateSample } from "../../src/migrations/cost-model/fit-rates.js";
import type { Rates, Terms } from "../../src/migrations/cost-model/rates.js";

const nothing: Terms = {
  fixed: 0,
  perRow: 0,
  perHeapByte: 0,
  perRowAndIndex: 0,
  perRowLog: 0,
  beyondMemory: 1,
  spread: 2,
};

/** The model to beat: seconds for each row and nothing else, by class, from the same samples and by the same measure. */
export function rowsAlone(samples: readonly RateSample[], others: Rates): Rates {
  const fitted = Object.keys(others).map((name) => {
    // Least squares on relative error of `seconds = perRow * rows`.
    const ratios = samples.flatMap((sample) => (sample.class === name ? [sample.rows / sample.seconds] : []));
    const squares = ratios.reduce((sum, ratio) => sum + ratio * ratio, 0);
    const perRow = squares === 0 ? 0 : ratios.reduce((sum, ratio) => sum + ratio, 0) / squares;
    return [name, { ...nothing, perRow }];
  });
  return Object.fromEntries(fitted) as Rates;
}
