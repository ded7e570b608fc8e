// Compiles the product into dist/, the local servers, demo and benchmarks into build/, and copies the assets. All of it
// is made aside and put into its place when it is whole: a build that fails, is interrupted or runs twice at the same
// moment leaves what was there, or all of the new.
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
const cache = ".cache";
const abandonedAfterMs = 60 * 60 * 1000;

mkdirSync(cache, { recursive: true });
removeAbandoned();
const staging = mkdtempSync(join(cache, "build-"));
try {
  const [dist, build] = [join(staging, "dist"), join(staging, "build")];
  compile("tsconfig.build.json", dist);
  compile("tsconfig.demo.json", build);
  if (existsSync("src/web/assets")) cpSync("src/web/assets", join(dist, "web/assets"), { recursive: true });
  if (existsSync(join(dist, "cli/main.js"))) chmodSync(join(dist, "cli/main.js"), 0o755);
  replace("dist", dist);
  replace("build", build);
} finally {
  rmSync(staging, { recursive: true, force: true });
}

function compile(project, folder) {
  execFileSync(process.execPath, [tsc, "-p", project, "--outDir", folder], { stdio: "inherit" });
}

/** A folder cannot be renamed over one that is not empty: the old one goes first, for as long as others put theirs there. */
function replace(folder, fresh) {
  for (let round = 0; ; round++) {
    try {
      renameSync(folder, join(staging, `${folder}.old-${round}`));
    } catch (error) {
      if (error.code !== "ENOENT") throw error;
    }
    try {
      renameSync(fresh, folder);
      return;
    } catch (error) {
      if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error;
    }
  }
}

/** What builds left behind that were killed. */
function removeAbandoned() {
  for (const name of readdirSync(cache)) {
    const folder = join(cache, name);
    if (!name.startsWith("build-")) continue;
    const modified = statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - modified > abandonedAfterMs) rmSync(folder, { recursive: true, force: true });
  }
}
