import { Readable, Writable } from "node:stream";
import { runProgram } from "../../src/cli/run-program.js";
import type { CliOptions, CliResult } from "./run-cli.js";

// Node's colours follow this process's environment, and a command is given one of its own.
delete process.env["FORCE_COLOR"];

/**
 * Runs a command of the command line as `runCli` does, but in this process: for what a command says and answers, where
 * that it is a process makes no difference. Its start takes most of a process's time.
 */
export async function runCommand(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  const { input = "", env, cwd = process.cwd() } = options;
  const [stdout, stderr] = [new Kept(), new Kept()];
  const code = await runProgram(
    {
      stdin: Readable.from([Buffer.from(input)], { objectMode: false }),
      stdout,
      stderr,
      env: { PATH: process.env["PATH"], HOME: process.env["HOME"], ...env },
      cwd: () => cwd,
    },
    args,
  );
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

/** Keeps what is written to it. */
class Kept extends Writable {
  readonly #chunks: Buffer[] = [];

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#chunks.push(chunk);
    done();
  }

  text(): string {
    return Buffer.concat(this.#chunks).toString();
  }
}
