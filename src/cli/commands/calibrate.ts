import { createInterface } from "node:readline/promises";
import { calibrate as measure, type Calibration } from "../../calibration/calibrate.js";
import { CalibrationFailed } from "../../calibration/calibration-failed.js";
import { openScratchSpace } from "../../calibration/open-scratch-space.js";
import type { ScratchSpace } from "../../calibration/scratch-space.js";
import { formatRatesFile } from "../../migrations/cost-model/rates-file.js";
import { CommandError } from "../command-error.js";
import { exitCode, type ExitCode } from "../exit-code.js";
import { readDuration } from "../read-duration.js";
import { ratesText } from "../render/rates-text.js";
import { showStep } from "../show-step.js";
import type { Terminal } from "../terminal.js";

export interface CalibrateOptions {
  readonly databaseUrl?: string;
  readonly yes: boolean;
  readonly rows: readonly number[];
  readonly timeLimit: string;
  readonly format: "text" | "json";
}

const urlVariable = "DATABASE_URL_CALIBRATE";
/** A wide row, its indexes, and the second table of the same size that is written. */
const bytesPerRow = 2_500;

/** `calibrate`: times operations on a server's scratch tables and prints rates for `estimate --rates`. */
export async function calibrate(terminal: Terminal, options: CalibrateOptions): Promise<ExitCode> {
  const budgetSeconds = readDuration("--time-limit", options.timeLimit);
  const given = options.databaseUrl ?? terminal.env[urlVariable] ?? "";
  if (given === "")
    throw new CommandError(
      `name the server with --database-url, or with ${urlVariable} where it holds a password`,
    );
  if (!options.yes && !(terminal.stdin.isTTY && terminal.stderr.isTTY))
    throw new CommandError("calibrating writes to the server: say --yes where nobody can be asked");
  const space = await told(openScratchSpace(given));
  terminal.stderr.write(announcement(space, options, given));
  if (!options.yes && !(await agrees(terminal))) {
    await space.remove();
    terminal.stderr.write("Nothing was written.\n");
    return exitCode.unclear;
  }
  const calibration = await untilInterrupted(terminal, space, { ...options, budgetSeconds });
  if (calibration.ended !== null) terminal.stderr.write(`${ending(calibration)}\n`);
  if (calibration.ended === "interrupted" || calibration.samples.length === 0) return exitCode.unclear;
  const file = formatRatesFile(calibration.engine, new Date(), calibration.rates);
  terminal.stdout.write(options.format === "json" ? file : ratesText(calibration, file));
  return exitCode.success;
}

/** Ctrl-C ends the measuring, not the process, which first drops what it made. */
async function untilInterrupted(
  terminal: Terminal,
  space: ScratchSpace,
  { rows, budgetSeconds }: { readonly rows: readonly number[]; readonly budgetSeconds: number },
): Promise<Calibration> {
  const controller = new AbortController();
  const progress = showStep(terminal.stderr);
  const interrupt = () => {
    progress.tell("Dropping what was made");
    controller.abort();
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.on(signal, interrupt);
  try {
    return await told(
      measure(space, {
        sizes: rows,
        budgetSeconds,
        signal: controller.signal,
        onProgress: (what, done) => progress.tell(`Measuring ${what}, ${Math.round(done * 100)} %`),
      }),
    );
  } finally {
    for (const signal of signals) process.off(signal, interrupt);
    progress.clear();
  }
}

function announcement(
  { engine, place }: ScratchSpace,
  { rows, timeLimit }: CalibrateOptions,
  url: string,
): string {
  const { host } = new URL(url);
  const largest = Math.max(...rows);
  const sizes = rows.map((count) => count.toLocaleString("en-US")).join(" and ");
  return (
    `The server at ${host || "localhost"} is ${engine}.\n` +
    `This makes ${place}, fills tables of ${sizes} rows in it,\n` +
    `changes them in many ways, and drops it again. It takes up to ${timeLimit}, about ` +
    `${Math.ceil((largest * bytesPerRow) / 1e8) / 10} GB of disk,\n` +
    "and as much of the server as one busy connection can: do not do it in production.\n"
  );
}

async function agrees(terminal: Terminal): Promise<boolean> {
  const asking = createInterface({ input: terminal.stdin, output: terminal.stderr });
  const closed = new Promise<string>((resolve) => asking.once("close", () => resolve("")));
  try {
    const answer = await Promise.race([asking.question("Go on? [y/N] "), closed]);
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    asking.close();
  }
}

function ending({ ended, samples }: Calibration): string {
  if (ended === "interrupted") return "Interrupted: what was made has been dropped.";
  return samples.length === 0
    ? "Time was up before anything was measured: give fewer --rows, or a longer --time-limit."
    : "Time was up before everything was measured: these rates rest on the smaller tables.";
}

async function told<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof CalibrationFailed)
      throw new CommandError(`cannot calibrate: ${error.message}`, error);
    throw error;
  }
}
