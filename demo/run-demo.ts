import { Cleanup } from "./cleanup.js";
import { DemoError } from "./demo-error.js";
import { readOptions, usage, type DemoOptions } from "./options.js";
import { choosePort } from "./choose-port.js";
import { createScratchFolder } from "./scratch-folder.js";
import { demonstrate } from "./demonstrate.js";

/** Runs the demo with the arguments of `npm run demo`; ends the process. */
export async function main(args: readonly string[]): Promise<void> {
  const cleanup = new Cleanup();
  const stopped = Promise.withResolvers<undefined>();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(signal, () => {
      stopped.resolve(undefined);
      // A second one does not wait for anything to end well.
      process.once(signal, () => process.exit(1));
    });
  }
  try {
    await run(readOptions(args, process.env), cleanup, stopped.promise);
    process.exitCode = 0;
  } catch (error) {
    console.error(error instanceof DemoError ? `\n${error.message}` : error);
    process.exitCode = 1;
  } finally {
    await cleanup.run();
    process.exit();
  }
}

async function run(options: DemoOptions, cleanup: Cleanup, stopped: Promise<unknown>): Promise<void> {
  if (options.help) {
    console.log(usage);
    return;
  }
  const port = await choosePort(options.port);
  const folder = createScratchFolder();
  const shown = demonstrate({ ...options, port, folder, cleanup, stopped });
  await Promise.race([shown, stopped]);
  // What the end interrupts in there is no failure.
  shown.catch(() => undefined);
}
