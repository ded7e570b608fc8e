import { afterEach, beforeEach, expect, test } from "vitest";
import { sql } from "kysely";
import { createJobs } from "../../src/jobs/create-jobs.js";
import { createStore } from "../../src/store/create-store.js";
import { MigrationFailed } from "../../src/store/migrate.js";
import { openDatabase } from "../../src/store/open-database.js";
import { DatabaseUnreachable } from "../../src/store/open-postgres.js";
import { recordingLogger } from "../jobs/recording-logger.js";
import { eventually } from "../support/eventually.js";
import { createTestDatabase, type TestDatabase } from "../support/postgres/create-test-database.js";

const events = { onLost: () => undefined, onError: () => undefined };
const nothing = () => Promise.resolve();

let place: TestDatabase;

beforeEach(async () => {
  place = await createTestDatabase();
});
afterEach(() => place.drop());

test("a server that does not answer is named, without the password", async () => {
  const opening = openDatabase({ databaseUrl: "postgres://me:hunter2@127.0.0.1:1/checker" }, events);
  await expect(opening).rejects.toThrow(DatabaseUnreachable);
  await expect(opening).rejects.toThrow("Cannot reach PostgreSQL at 127.0.0.1:1/checker: ");
  await expect(opening).rejects.not.toThrow("hunter2");
});

test("a wrong password is said to be one", async () => {
  const url = new URL(place.url);
  url.password = "wrong-one";
  const opening = openDatabase({ databaseUrl: url.href }, events);
  await expect(opening).rejects.toThrow(/password authentication failed.*DATABASE_URL/);
  await expect(opening).rejects.not.toThrow("wrong-one");
});

test("a connection that breaks between two statements fails the next one, and no more", async () => {
  const database = await openDatabase({ databaseUrl: place.url }, events);
  const { kysely } = database;
  const used = kysely.connection().execute(async (connection) => {
    const backend = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(connection);
    await sql`select pg_terminate_backend(${backend.rows[0]!.pid}, 10000)`.execute(kysely);
    await sql`select 1`.execute(connection);
  });
  await expect(used).rejects.toThrow(/terminat|not queryable/i);
  await expect(sql`select 1`.execute(kysely)).resolves.toBeDefined();
  await database.close();
});

test("tables of a newer version are left alone", async () => {
  const database = await openDatabase({ databaseUrl: place.url }, events);
  await sql`insert into kysely_migration (name, timestamp) values ('9999-future', 'now')`.execute(
    database.kysely,
  );
  await database.close();
  await expect(openDatabase({ databaseUrl: place.url }, events)).rejects.toThrow(MigrationFailed);
});

test("several processes can start on an empty database at once", async () => {
  const logger = recordingLogger();
  const starts = [1, 2, 3].map(async () => {
    const database = await openDatabase({ databaseUrl: place.url }, events);
    const jobs = await createJobs({ database: database.engine, logger });
    await jobs.queue.request({ repositoryId: 1, ref: "refs/heads/deploy" });
    return { database, jobs };
  });
  const started = await Promise.all(starts);
  expect((await started[0]!.jobs.stats())["check-ref"].waiting).toBe(1);
  for (const { database, jobs } of started) {
    await jobs.stop();
    await database.close();
  }
  expect(logger.lines).toEqual([]);
});

test("everything goes on after the server has dropped all connections", async () => {
  const broken: Error[] = [];
  const database = await openDatabase(
    { databaseUrl: place.url },
    { ...events, onError: (error) => broken.push(error) },
  );
  const store = createStore(database.kysely);
  const jobs = await createJobs({ database: database.engine, logger: recordingLogger() });
  const seen: string[] = [];
  const checkRef = ({ ref }: { ref: string }) => {
    seen.push(ref);
    return Promise.resolve();
  };
  await jobs.start({ checkRef, sweep: nothing, redeliver: nothing, housekeep: nothing });
  const admin = new URL(place.url);
  const other = await openDatabase({ databaseUrl: admin.href }, events);
  await sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`.execute(other.kysely);
  await other.close();
  await eventually("the store", () =>
    store.ping().then(
      () => true,
      () => null,
    ),
  );
  await eventually("the queue", () =>
    jobs.queue.request({ repositoryId: 1, ref: "after" }).then(
      () => true,
      () => null,
    ),
  );
  await eventually("the work", () => (seen.includes("after") ? true : null));
  await jobs.stop();
  await database.close();
});
