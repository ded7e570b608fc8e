import { parseArgs } from "node:util";
import { DemoError } from "./demo-error.js";

export interface DemoOptions {
  /** End after the first final status of every sample deploy. */
  readonly once: boolean;
  /** The pages are for who signs in at the local GitHub, as one of several sample people. */
  readonly signIn: boolean;
  readonly help: boolean;
  /** Where the app listens; 0: on any free port. */
  readonly port: number;
}

export const usage = `npm run demo [-- [--once] [--sign-in]]

Starts a local GitHub, a local Jira and the app, pushes sample deploys and shows what the app says about them.
Stays up until Ctrl-C; with --once it ends after the first final status of every sample deploy.
With --sign-in the pages are not open to everybody at this machine: sign in as one of several people, who may read,
write, administer, approve as a team's member, or nothing at all.
PORT (default 3000; 0: any free one) is where the app listens. Everything lives in a temporary folder that is removed at the end.`;

/** Reads arguments and PORT. Throws {@link DemoError} where they make no sense. */
export function readOptions(args: readonly string[], env: NodeJS.ProcessEnv): DemoOptions {
  const port = env["PORT"] === undefined || env["PORT"] === "" ? 3000 : Number(env["PORT"]);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new DemoError(`PORT must be a number from 0 to 65535, not "${env["PORT"] ?? ""}".`);
  }
  try {
    const options = {
      once: { type: "boolean" },
      "sign-in": { type: "boolean" },
      help: { type: "boolean", short: "h" },
    } as const;
    const { values } = parseArgs({ args: [...args], options });
    return {
      once: values.once ?? false,
      signIn: values["sign-in"] ?? false,
      help: values.help ?? false,
      port,
    };
  } catch (error) {
    throw new DemoError(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}
