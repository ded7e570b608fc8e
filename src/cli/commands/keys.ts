import { once } from "node:events";
import { createKeyReader } from "../../checker/issue-keys.js";
import { CommandError } from "../command-error.js";
import { exitCode, type ExitCode } from "../exit-code.js";
import { readLines } from "../read-lines.js";
import type { Terminal } from "../terminal.js";

export interface KeysOptions {
  readonly projects: readonly string[];
  readonly lenient: boolean;
}

/** `keys`: JSON lines `{"message"}` in, `{"keys"}` out, same order. Throws {@link CommandError} at a wrong line. */
export async function keys(terminal: Terminal, options: KeysOptions): Promise<ExitCode> {
  const read = createKeyReader(options);
  const { stdin, stdout } = terminal;
  if (stdin.isTTY) terminal.stderr.write('Reading JSON lines {"message": "..."} here; end with Ctrl-D.\n');
  let number = 0;
  for await (const lines of readLines(stdin)) {
    let output = "";
    let wrong: CommandError | undefined;
    for (const line of lines) {
      number += 1;
      if (line.trim() === "") continue;
      const message = messageOf(line);
      if (message === undefined) {
        wrong = new CommandError(`line ${number} of the input is not JSON like {"message": "..."}`);
        break;
      }
      output += `${JSON.stringify({ keys: read(message) })}\n`;
    }
    if (output !== "" && !stdout.write(output)) await once(stdout, "drain");
    if (wrong !== undefined) throw wrong;
  }
  return exitCode.success;
}

/** Checked by hand: a schema library would cost more than everything else here, to load and on a million lines. */
function messageOf(line: string): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  return typeof value === "object" &&
    value !== null &&
    "message" in value &&
    typeof value.message === "string"
    ? value.message
    : undefined;
}
