import { z } from "zod";
import { parseEngine, UnknownEngine, type Engine } from "../engine.js";
import type { WorkClass } from "../operation.js";
import type { MeasuredRates } from "./fit-rates.js";
import type { Rates, Terms } from "./rates.js";

/** What `calibrate` prints and `estimate --rates` takes. */
export interface RatesFile {
  /** Where it was measured; null: not told. */
  readonly engine: Engine | null;
  readonly rates: PartialRates;
}

/** By class, and of each class the terms, that stand instead of other rates'. */
export type PartialRates = {
  readonly [Class in WorkClass]?: { readonly [Term in keyof Terms]?: number | undefined } | undefined;
};

/** The file is not one of rates; `mistakes` names all that is wrong, each with its place. */
export class RatesFileInvalid extends Error {
  override readonly name = "RatesFileInvalid";
  readonly mistakes: readonly string[];

  constructor(mistakes: readonly string[]) {
    super(`not a file of rates:\n${mistakes.map((mistake) => `  ${mistake}`).join("\n")}`);
    this.mistakes = mistakes;
  }
}

const classes = [
  "scan",
  "index",
  "index-text",
  "index-fulltext",
  "index-concurrently",
  "rewrite",
  "copy",
  "online-copy",
  "update",
  "delete",
  "insert",
] as const satisfies readonly WorkClass[];

const seconds = z.number({ error: "is not a number" }).min(0, "is negative").optional();
const factor = z.number({ error: "is not a number" }).min(1, "is less than 1").optional();
const terms = z.strictObject({
  fixed: seconds,
  perRow: seconds,
  perHeapByte: seconds,
  perRowAndIndex: seconds,
  perRowLog: seconds,
  beyondMemory: factor,
  spread: factor,
});
const engine = z.string({ error: "is not a text" }).transform((text, context): Engine => {
  try {
    return parseEngine(text);
  } catch (error) {
    if (!(error instanceof UnknownEngine)) throw error;
    context.addIssue({ code: "custom", message: error.message });
    return z.NEVER;
  }
});
const file = z.object({
  version: z.literal(1, { error: "is not 1" }),
  engine: engine.nullish().transform((told) => told ?? null),
  rates: z.partialRecord(z.enum(classes), terms),
});

/** @throws RatesFileInvalid with all mistakes at once */
export function parseRatesFile(text: string): RatesFile {
  const parsed = file.safeParse(parseJson(text.replace(/^\uFEFF/, "")));
  if (parsed.success) return { engine: parsed.data.engine, rates: parsed.data.rates };
  throw new RatesFileInvalid(
    parsed.error.issues.map(({ path, message }) => [path.map(String).join("."), message].join(" ").trim()),
  );
}

/** The file's text, which {@link parseRatesFile} reads back. `engine`: as the server tells it. */
export function formatRatesFile(engine: string, measuredAt: Date, rates: MeasuredRates): string {
  return `${JSON.stringify({ version: 1, engine, measuredAt: measuredAt.toISOString(), rates }, null, 2)}\n`;
}

/** The rates with those of the file instead, where it has any. */
export function overlayRates(rates: Rates, instead: PartialRates): Rates {
  const overlaid = Object.entries(rates).map(([name, terms]) => {
    const own = Object.entries(instead[name as WorkClass] ?? {}).filter(([, value]) => value !== undefined);
    return [name, { ...terms, ...Object.fromEntries(own) }];
  });
  return Object.fromEntries(overlaid) as Rates;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new RatesFileInvalid([error instanceof Error ? `is not JSON: ${error.message}` : "is not JSON"]);
  }
}
