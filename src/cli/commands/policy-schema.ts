import { policyJsonSchema } from "../../policy/policy-json-schema.js";
import { exitCode, type ExitCode } from "../exit-code.js";
import type { Terminal } from "../terminal.js";

/** `policy schema`: the JSON Schema of the policy file. */
export function printPolicySchema(terminal: Terminal): ExitCode {
  terminal.stdout.write(`${JSON.stringify(policyJsonSchema(), null, 2)}\n`);
  return exitCode.success;
}
