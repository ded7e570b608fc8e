// Runs after `npm ci`, so that the command line works at once. Does nothing where the compiler was left out (--omit=dev).
import { createRequire } from "node:module";

let compiler;
try {
  compiler = createRequire(import.meta.url).resolve("typescript/bin/tsc");
} catch {
  compiler = null;
}
if (compiler !== null) await import("./build.js");
