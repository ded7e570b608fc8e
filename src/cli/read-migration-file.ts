import { relative } from "node:path";
import type { MigrationFile } from "../migrations/read-migration.js";
import { readTextFile } from "./read-text-file.js";
import type { Terminal } from "./terminal.js";

/** A migration named on the command line; its path as a report would tell it. Throws CommandError. */
export async function readMigrationFile(terminal: Terminal, path: string): Promise<MigrationFile> {
  const text = await readTextFile(terminal, path);
  return { path: path === "-" ? "stdin.sql" : displayed(terminal.cwd(), path), text };
}

function displayed(folder: string, path: string): string {
  const inside = relative(folder, path);
  return (inside.startsWith("..") || inside === "" ? path : inside).replaceAll("\\", "/");
}
