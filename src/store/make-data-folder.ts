import { mkdir, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { DataFolderUnusable } from "./embedded/data-folder-unusable.js";
import { errorCode } from "./embedded/error-code.js";

/**
 * Makes DATA_DIR where there is none, with the folders above it, for this user only. Returns its absolute path.
 *
 * @throws DataFolderUnusable
 */
export async function makeDataFolder(dataDir: string): Promise<string> {
  const folder = resolve(dataDir);
  try {
    await make(folder);
  } catch (error) {
    throw errorCode(error) === null ? error : new DataFolderUnusable(folder, error);
  }
  return folder;
}

/** Not Node's recursive mkdir, which tries for ever where a file system (/proc) calls a folder in a present one missing. */
async function make(folder: string): Promise<void> {
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (error) {
    const code = errorCode(error);
    if (code === "EEXIST" && (await stat(folder)).isDirectory()) return;
    if (code !== "ENOENT" || (await isThere(dirname(folder)))) throw error;
    await make(dirname(folder));
    await make(folder);
  }
}

function isThere(folder: string): Promise<boolean> {
  return stat(folder).then(
    () => true,
    () => false,
  );
}
