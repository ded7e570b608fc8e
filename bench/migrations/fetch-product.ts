import { execFile } from "node:child_process";
import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Product } from "./products.js";

const run = promisify(execFile);

/**
 * Fetches a product's package into a folder and unpacks it; answers the folder with its files. A package that is there
 * already is not fetched again.
 *
 * @throws what npm, apt-get, tar or dpkg-deb say
 */
export async function fetchProduct({ from }: Product, folder: string): Promise<string> {
  const name = "npm" in from ? from.npm : from.debian;
  const place = join(folder, name.replaceAll(/[^a-z0-9.-]+/gi, "-"));
  const unpacked = join(place, "files");
  try {
    if ((await readdir(unpacked)).length > 0) return unpacked;
  } catch {
    // Not there yet.
  }
  await mkdir(unpacked, { recursive: true });
  if ("npm" in from) {
    await run("npm", ["pack", "--silent", from.npm], { cwd: place });
    await run("tar", ["-xzf", await archiveIn(place, ".tgz"), "-C", unpacked, "--strip-components=1"]);
  } else {
    await run("apt-get", ["download", from.debian], { cwd: place });
    await run("dpkg-deb", ["-x", await archiveIn(place, ".deb"), unpacked]);
  }
  return unpacked;
}

async function archiveIn(place: string, extension: string): Promise<string> {
  const found = (await readdir(place)).find((file) => file.endsWith(extension));
  if (found === undefined) throw new Error(`nothing was fetched into ${place}`);
  return join(place, found);
}
