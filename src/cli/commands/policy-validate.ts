import { enumerate } from "../../checker/enumerate.js";
import { formatMistakes } from "../../policy/format-mistakes.js";
import { parsePolicy } from "../../policy/parse-policy.js";
import type { Policy } from "../../policy/policy.js";
import { statusContext } from "../../policy/match-target.js";
import { reservedSectionsIn } from "../../policy/reserved-sections.js";
import { exitCode, type ExitCode } from "../exit-code.js";
import { readTextFile } from "../read-text-file.js";
import { visibleText } from "../render/visible-text.js";
import type { Terminal } from "../terminal.js";

/** `policy validate`: every mistake as `file:line:column message`, or one line that names the targets. */
export async function validatePolicy(terminal: Terminal, file: string): Promise<ExitCode> {
  const name = file === "-" ? "<stdin>" : file;
  const text = await readTextFile(terminal, file);
  const parsed = parsePolicy(text);
  if (!parsed.valid) {
    terminal.stdout.write(`${visibleText(formatMistakes(name, parsed.mistakes), { keepLines: true })}\n`);
    return exitCode.failure;
  }
  terminal.stdout.write(`${visibleText(name)} is valid: ${describeTargets(parsed.policy)}.\n`);
  const reserved = reservedSectionsIn(text);
  if (reserved.length > 0) {
    terminal.stderr.write(
      `note: nothing is checked yet of ${enumerate(reserved, "and")}: reserved for a later version.\n`,
    );
  }
  return exitCode.success;
}

function describeTargets({ targets }: Policy): string {
  const named = targets.map(({ name }) => `${name} (status ${statusContext(name)})`).join(", ");
  return targets.length === 1 ? `its target is ${named}` : `its ${targets.length} targets are ${named}`;
}
