import { spawn, spawnSync } from "node:child_process";
import {
  closeSync,
  constants,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { GitEnd } from "./git-shell.js";
import { type GitCommand, shellCommand } from "./shell-command.js";

/** As {@link GitShell}, for those who wait for git: one command after the other, over named pipes. */
export class SyncGitShell {
  readonly #requests: number;
  readonly #answers: number;

  constructor() {
    const folder = mkdtempSync(join(tmpdir(), "git-shell-"));
    const [requests, answers] = [join(folder, "requests"), join(folder, "answers")];
    const made = spawnSync("mkfifo", [requests, answers]);
    if (made.status !== 0) throw new Error("Cannot make named pipes", { cause: made.error });
    const [theirIn, ourOut] = openPipe(requests);
    const [ourIn, theirOut] = openPipe(answers);
    // Ends by itself when this process does: it reads to the end of what is asked.
    spawn("sh", [], {
      cwd: "/",
      env: { PATH: process.env["PATH"] ?? "/usr/bin:/bin" },
      stdio: [theirIn, theirOut, "inherit"],
    }).unref();
    closeSync(theirIn);
    closeSync(theirOut);
    rmSync(folder, { recursive: true });
    this.#requests = ourOut;
    this.#answers = ourIn;
  }

  /** Runs one git process to its end. What goes in and out is kept in the command's folder meanwhile. */
  run(command: GitCommand, input?: Buffer): GitEnd {
    const at = (name: string) => join(command.directory, `git-shell.${name}`);
    const files = { input: "/dev/null", output: at("out"), errors: at("err") };
    if (input !== undefined) {
      files.input = at("in");
      writeFileSync(files.input, input);
    }
    this.#ask(`${shellCommand(command, files)}; echo $?\n`);
    const exitCode = Number(this.#answer());
    const [stdout, stderr] = [readFileSync(files.output), readFileSync(files.errors)];
    for (const name of ["in", "out", "err"]) rmSync(at(name), { force: true });
    return { exitCode, stdout, stderr };
  }

  #ask(line: string): void {
    const bytes = Buffer.from(line);
    for (let at = 0; at < bytes.length;) at += writeSync(this.#requests, bytes, at);
  }

  #answer(): string {
    const byte = Buffer.alloc(16);
    let line = "";
    while (!line.endsWith("\n")) {
      const length = readSync(this.#answers, byte);
      if (length === 0) throw new Error("The shell that starts git has ended");
      line += byte.toString("latin1", 0, length);
    }
    return line.trim();
  }
}

/** Both ends of a named pipe. Opened for reading and writing first: no end then waits for the other to be opened. */
function openPipe(path: string): readonly [reading: number, writing: number] {
  const both = openSync(path, constants.O_RDWR);
  const ends = [openSync(path, constants.O_RDONLY), openSync(path, constants.O_WRONLY)] as const;
  closeSync(both);
  return ends;
}
