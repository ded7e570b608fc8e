#!/usr/bin/env node
const needed = 24;
const major = Number(process.versions.node.split(".")[0]);

if (major >= needed) {
  hideExperimentalWarnings();
  const { enableCompileCache } = await import("node:module");
  enableCompileCache();
  // Loaded only now: an older Node could fail on its syntax before it reads what follows.
  const { runProgram } = await import("./run-program.js");
  process.exitCode = await runProgram(process, process.argv.slice(2));
} else {
  process.exitCode = await runOnOwnNode();
}

/** A checkout has a Node of its own (`npm ci` puts it there), which stands in for an older one on the PATH. */
async function runOnOwnNode(): Promise<number> {
  const { spawnSync } = await import("node:child_process");
  const { fileURLToPath } = await import("node:url");
  const own = fileURLToPath(new URL("../../node_modules/node/bin/node", import.meta.url));
  const script = fileURLToPath(import.meta.url);
  const { status } = spawnSync(own, [script, ...process.argv.slice(2)], { stdio: "inherit" });
  if (status !== null) return status;
  process.stderr.write(
    `pre-deploy-checker needs Node ${needed} or newer; this is Node ${process.versions.node} (${process.execPath}).\n`,
  );
  return 2;
}

/** Node calls WASI experimental, on which the Ruby parser runs: nothing that the person at the terminal could act on. */
function hideExperimentalWarnings(): void {
  const printers = process.listeners("warning");
  process.removeAllListeners("warning");
  process.on("warning", (warning) => {
    if (warning.name !== "ExperimentalWarning") for (const print of printers) print(warning);
  });
}
