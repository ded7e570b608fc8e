// A process that writes to the embedded database in a folder until it is killed: `write-until-killed.ts <folder>`.
// Says "open", and then the number of every row that the database has confirmed.
import { createStore } from "../../src/store/create-store.js";
import { openDatabase } from "../../src/store/open-database.js";

const [dataDir] = process.argv.slice(2);
if (dataDir === undefined) throw new Error("usage: write-until-killed.ts <folder>");

const database = await openDatabase(
  { dataDir },
  { onLost: () => process.exit(3), onError: () => process.exit(4) },
);
const store = createStore(database.kysely);
process.stdout.write("open\n");
for (let number = 1; ; number++) {
  await store.firstSeen("jira-webhook", `${number}`, new Date().toISOString());
  process.stdout.write(`${number}\n`);
}
