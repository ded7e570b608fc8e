// A process that requests checks, and begins to work on them without ever coming to an end, until it is killed:
// `work-until-killed.ts <location as JSON>`. Says "began <ref>" and "accepted <ref>".
import { createJobs } from "../../src/jobs/create-jobs.js";
import { openDatabase, type DatabaseLocation } from "../../src/store/open-database.js";

const fail = (error: unknown): never => {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
};
const say = (line: string) => process.stdout.write(`${line}\n`);
const quiet = () => undefined;
const nothing = () => Promise.resolve();

const location = JSON.parse(process.argv[2] ?? "") as DatabaseLocation;
const database = await openDatabase(location, { onLost: fail, onError: fail });
const logger = { debug: quiet, info: quiet, warn: quiet, error: fail };
const jobs = await createJobs({ database: database.engine, logger });
await jobs.start({
  checkRef({ ref }) {
    say(`began ${ref}`);
    return new Promise(quiet);
  },
  sweep: nothing,
  redeliver: nothing,
  housekeep: nothing,
});
for (let number = 1; ; number++) {
  await jobs.queue.request({ repositoryId: 1, ref: `refs/heads/${number}` });
  say(`accepted refs/heads/${number}`);
}
