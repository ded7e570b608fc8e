import { deployKey } from "../../deploys/deploy-key.js";
import { CommandError } from "../command-error.js";
import { exitCode, type ExitCode } from "../exit-code.js";
import type { Terminal } from "../terminal.js";

const fullNamePattern = /^[A-Za-z0-9_.-]+\/[A-Za-z0-9_.-]+$/;

/** `deploy-key`: the key of one repository for POST /api/deployments. Throws {@link CommandError}. */
export function printDeployKey(terminal: Terminal, repository: string): ExitCode {
  if (!fullNamePattern.test(repository)) {
    throw new CommandError('name the repository as "owner/repo", e.g. acme/web');
  }
  const secret = terminal.env["DEPLOY_REPORT_SECRET"] ?? "";
  if (secret === "") {
    throw new CommandError(
      "DEPLOY_REPORT_SECRET is not set: set it to the value that the service runs with, " +
        "or to a new random one (openssl rand -hex 32) here and there",
    );
  }
  terminal.stdout.write(`${deployKey(secret, repository)}\n`);
  return exitCode.success;
}
