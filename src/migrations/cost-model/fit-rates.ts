import type { WorkClass } from "../operation.js";
import { buildsIndexes } from "./expected-seconds.js";
import { fitTerms, type TimedWork } from "./fit-terms.js";
import type { Rates } from "./rates.js";

/** A measured duration of one class of work. */
export interface RateSample extends TimedWork {
  readonly class: WorkClass;
}

/** Rates of the classes that were measured; the rest keeps those that it has. */
export type MeasuredRates = Partial<Rates>;

const digits = 4;

/** One fit per class. `assumed` says how much slower work gets beyond the memory where no sample tells. */
export function fitRates(samples: readonly RateSample[], assumed: Rates): MeasuredRates {
  const byClass = Map.groupBy(samples, (sample) => sample.class);
  const fitted = [...byClass].map(([name, own]) => {
    const terms = Object.entries<number>({
      ...fitTerms(own, assumed[name].beyondMemory, {
        sorts: name.startsWith("index"),
        inBulk: buildsIndexes(name),
      }),
    });
    return [
      name,
      Object.fromEntries(terms.map(([term, value]) => [term, Number(value.toPrecision(digits))])),
    ];
  });
  return Object.fromEntries(fitted) as MeasuredRates;
}
