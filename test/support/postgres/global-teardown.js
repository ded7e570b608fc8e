// Jest's globalTeardown: the keeper, where there is one, stops the server once its folder is gone.
import { rmSync } from "node:fs";

export default function tearDown() {
  const folder = process.env.TEST_POSTGRES_FOLDER;
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
}
