// Lets Node run this project's sources without a build: `node --import ./test/support/run-typescript.js src/main.ts`.
// Node strips types by itself; what is added is the step from ".js" specifiers to ".ts" files, and JSX.
import { existsSync, readFileSync } from "node:fs";
import { createRequire, enableCompileCache, registerHooks } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";

// These processes are short. Not optimised, the embedded database takes half of the processor time (1.9 s down to 0.9 s
// for its start and 230 statements). The first flag stands for the others only where it is given on the command line.
for (const flag of ["--liftoff-only", "--no-wasm-tier-up", "--no-wasm-dynamic-tiering"])
  setFlagsFromString(flag);

// Halves the time that the sources take to load again.
enableCompileCache(join(import.meta.dirname, "../../node_modules/.cache/node-compile"));

const jsx = { runtime: "automatic", importSource: "hono/jsx" };

registerHooks({
  resolve(specifier, context, nextResolve) {
    if (/^\.{1,2}\/.*\.js$/.test(specifier) && context.parentURL?.startsWith("file:")) {
      const source = new URL(specifier, context.parentURL).href;
      if (!existsSync(fileURLToPath(source))) {
        for (const extension of [".ts", ".tsx"]) {
          const url = source.replace(/\.js$/, extension);
          if (existsSync(fileURLToPath(url))) return nextResolve(url, context);
        }
      }
    }
    return nextResolve(specifier, context);
  },
  load(url, context, nextLoad) {
    if (!url.endsWith(".tsx")) return nextLoad(url, context);
    const { code } = compiler().transformSync(readFileSync(fileURLToPath(url), "utf8"), {
      filename: fileURLToPath(url),
      sourceMaps: "inline",
      jsc: {
        target: "es2024",
        parser: { syntax: "typescript", tsx: true },
        transform: { react: jsx },
      },
      module: { type: "es6" },
    });
    return { format: "module", source: code, shortCircuit: true };
  },
});

/** Loaded only where there is JSX: it takes a tenth of a second. */
function compiler() {
  return createRequire(import.meta.url)("@swc/core");
}
