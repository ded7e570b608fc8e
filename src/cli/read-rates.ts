import { RatesFileInvalid } from "../migrations/cost-model/rates-file.js";
import { ratesOfFile } from "../migrations/cost-model/rates-of-file.js";
import type { Rates } from "../migrations/cost-model/rates.js";
import type { Engine } from "../migrations/engine.js";
import { CommandError } from "./command-error.js";
import { readTextFile } from "./read-text-file.js";
import type { Terminal } from "./terminal.js";

/** Rates from a file named on the command line, over the default ones. Throws CommandError with every mistake. */
export async function readRates(terminal: Terminal, file: string, engine: Engine): Promise<Rates> {
  const text = await readTextFile(terminal, file);
  try {
    return ratesOfFile(text, engine);
  } catch (error) {
    if (error instanceof RatesFileInvalid) throw new CommandError(`${file}: ${error.message}`, error);
    throw error;
  }
}
