import { defaultRates } from "../migrations/cost-model/default-rates.js";
import { overlayRates, parseRatesFile, RatesFileInvalid } from "../migrations/cost-model/rates-file.js";
import type { Rates } from "../migrations/cost-model/rates.js";
import { formatEngine, type Engine } from "../migrations/engine.js";
import { CommandError } from "./command-error.js";
import { readTextFile } from "./read-text-file.js";
import type { Terminal } from "./terminal.js";

/** Rates from a file named on the command line, over the default ones. Throws CommandError with every mistake. */
export async function readRates(terminal: Terminal, file: string, engine: Engine): Promise<Rates> {
  const text = await readTextFile(terminal, file);
  try {
    const measured = parseRatesFile(text);
    if (measured.engine !== null && measured.engine.family !== engine.family) {
      const [found, asked] = [formatEngine(measured.engine), formatEngine(engine)];
      throw new CommandError(`${file}: these rates were measured on ${found}, they say nothing of ${asked}`);
    }
    return overlayRates(defaultRates[engine.family], measured.rates);
  } catch (error) {
    if (error instanceof RatesFileInvalid) throw new CommandError(`${file}: ${error.message}`, error);
    throw error;
  }
}
