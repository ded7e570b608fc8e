import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Gives the run a temporary folder of its own, which goes with it, and names the folder through which all test files
 * share one PostgreSQL. The server itself starts with the first test that asks for a database.
 */
export default function setUp() {
  const everything = mkdtempSync(join(tmpdir(), "pre-deploy-checker-tests-"));
  // PostgreSQL never runs as root: the user that it runs as instead has to get through.
  chmodSync(everything, 0o755);
  process.env.TMPDIR = everything;
  const postgres = mkdtempSync(join(everything, "test-postgres-"));
  process.env.TEST_POSTGRES_FOLDER = postgres;
  process.env.TEST_POSTGRES_OWNER = String(process.pid);
  return () => {
    // The keeper, where there is one, stops the server once its folder is gone.
    rmSync(postgres, { recursive: true, force: true });
    // A server that is still ending may write for a moment.
    rmSync(everything, { recursive: true, force: true, maxRetries: 50, retryDelay: 100 });
  };
}
