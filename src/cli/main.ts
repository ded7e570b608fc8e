#!/usr/bin/env node
const needed = 24;
const major = Number(process.versions.node.split(".")[0]);

if (major < needed) {
  process.stderr.write(
    `pre-deploy-checker needs Node ${needed} or newer; this is Node ${process.versions.node} (${process.execPath}).\n`,
  );
  process.exitCode = 2;
} else {
  // Loaded only now: an older Node could fail on its syntax before it reads the message above.
  const { runProgram } = await import("./run-program.js");
  process.exitCode = await runProgram(process, process.argv.slice(2));
}
