// Jest's globalSetup: names the folder through which all test files of this run share one PostgreSQL, and the process
// whose end ends it. The server itself starts with the first test that asks for a database.
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export default function setUp() {
  process.env.TEST_POSTGRES_FOLDER = mkdtempSync(join(tmpdir(), "test-postgres-"));
  process.env.TEST_POSTGRES_OWNER = String(process.pid);
}
