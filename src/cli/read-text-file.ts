import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { text as readAll } from "node:stream/consumers";
import { CommandError } from "./command-error.js";
import type { Terminal } from "./terminal.js";

/** The text of a file named on the command line; "-" is standard input. Throws {@link CommandError}. */
export async function readTextFile(terminal: Terminal, file: string): Promise<string> {
  if (file === "-") return readAll(terminal.stdin);
  try {
    return await readFile(resolve(terminal.cwd(), file), "utf8");
  } catch (error) {
    throw new CommandError(`cannot read ${file}: ${reason(error)}`, error);
  }
}

function reason(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT") return "there is no such file";
  if (code === "EISDIR") return "it is a folder";
  if (code === "EACCES") return "permission denied";
  return error instanceof Error ? error.message : String(error);
}
