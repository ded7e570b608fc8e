import type { MigrationsOfDeploy } from "../migration-report.js";
import { readOwn } from "../read-own.js";

/** What an approval of a finding on a migration is bound to: the file's content, not the day's row counts. */
export function contentOf({ blobs }: MigrationsOfDeploy, path: string): string {
  return readOwn(blobs, path) ?? path;
}
