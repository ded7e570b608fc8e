// Compiles the product into dist/, the local servers, demo and benchmarks into build/, and copies the assets.
import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, rmSync } from "node:fs";
import { createRequire } from "node:module";

const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");

for (const folder of ["dist", "build"]) rmSync(folder, { recursive: true, force: true });
execFileSync(process.execPath, [tsc, "-p", "tsconfig.build.json"], { stdio: "inherit" });
execFileSync(process.execPath, [tsc, "-p", "tsconfig.demo.json"], { stdio: "inherit" });
if (existsSync("src/web/assets")) cpSync("src/web/assets", "dist/web/assets", { recursive: true });
if (existsSync("dist/cli/main.js")) chmodSync("dist/cli/main.js", 0o755);
