import { formatEngine, type Engine } from "../engine.js";
import { defaultRates } from "./default-rates.js";
import { overlayRates, parseRatesFile, RatesFileInvalid } from "./rates-file.js";
import type { Rates } from "./rates.js";

/**
 * The rates of a file that `calibrate` printed, over the default ones of the engine.
 *
 * @throws RatesFileInvalid with all mistakes at once, also where it was measured on another kind of engine
 */
export function ratesOfFile(text: string, engine: Engine): Rates {
  const measured = parseRatesFile(text);
  if (measured.engine !== null && measured.engine.family !== engine.family) {
    const [found, asked] = [formatEngine(measured.engine), formatEngine(engine)];
    throw new RatesFileInvalid([`these rates were measured on ${found}, they say nothing of ${asked}`]);
  }
  return overlayRates(defaultRates[engine.family], measured.rates);
}
