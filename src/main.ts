// First: what it sets is to hold while the others load.
import "./small-young-generation.js";
import { existsSync } from "node:fs";
import { startApp } from "./app.js";
import { CannotListen } from "./http-server.js";
import { InvalidSettings, readSettings } from "./settings.js";
import { DatabaseInUse } from "./store/embedded/database-in-use.js";
import { DataFolderUnusable } from "./store/embedded/data-folder-unusable.js";
import { DatabaseUnreachable } from "./store/open-postgres.js";

const oldestNode = 24;
const forcedExitAfterMs = 30_000;
/** What the operator can put right: the message says how, and a stack trace would only hide it. */
const operators = [InvalidSettings, CannotListen, DatabaseInUse, DatabaseUnreachable, DataFolderUnusable];

async function main(): Promise<void> {
  if (Number.parseInt(process.versions.node, 10) < oldestNode) {
    fail(`Pre-Deploy Checker needs Node ${oldestNode} or newer; this is ${process.version}.`);
    return;
  }
  if (existsSync(".env")) process.loadEnvFile(".env");
  const app = await startApp(readSettings(process.env), {
    environment: process.env,
    onFatal: (error) => fail(error.message, 1),
  });
  let stopping = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      setTimeout(() => process.exit(1), forcedExitAfterMs).unref();
      app.stop().then(
        () => process.exit(0),
        (error: unknown) => fail(describe(error), 1),
      );
    });
  }
}

function fail(message: string, code = 2): void {
  process.stderr.write(`${message}\n`);
  process.exit(code);
}

function describe(error: unknown): string {
  if (operators.some((kind) => error instanceof kind)) return (error as Error).message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

main().catch((error: unknown) => fail(describe(error)));
