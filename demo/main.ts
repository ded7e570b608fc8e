const needed = 24;
const major = Number(process.versions.node.split(".")[0]);

if (major < needed) {
  console.error(`The demo needs Node ${needed} or newer; this is Node ${process.versions.node}.`);
  console.error("Start it with `npm run demo`, which uses the Node that `npm ci` installed.");
  process.exitCode = 2;
} else {
  // Loaded only now: an older Node could fail on its syntax before it reads the message above.
  const { main } = await import("./run-demo.js");
  await main(process.argv.slice(2));
}
