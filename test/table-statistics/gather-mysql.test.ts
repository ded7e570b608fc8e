import { afterAll, beforeAll, describe, expect, test } from "vitest";
import mysql from "mysql2/promise";
import type { DatabaseFacts } from "../../src/migrations/database-facts.js";
import { defaultLimits } from "../../src/table-statistics/limits.js";
import { gatherMysql } from "../../src/table-statistics/mysql/gather-mysql.js";
import { documentedSql } from "./documented-sql.js";
import { hasMariadb, startLocalMariadb, type LocalMariadb } from "./local-mariadb.js";

const takenAt = new Date("2026-11-20T04:00:00Z");
const schema = `
create database app; use app;
create table calls (
  id bigint primary key auto_increment, status enum('new','paid') not null, amount decimal(10,2), body text,
  \`Odd name\` varchar(20) character set latin1,
  spot point not null default point(0, 0),
  constraint amount_ck check (amount is not null), key status_ix (status, amount), fulltext key body_ft (body),
  key old_ix (amount) ignored, spatial key spot_ix (spot)
) engine=InnoDB charset=utf8mb4 row_format=dynamic;
insert into calls (status, amount, body) select 'new', seq, repeat('x', 100) from seq_1_to_3000;
analyze table calls;
create table events (id int, at date) partition by range (year(at))
  (partition p25 values less than (2026), partition p26 values less than (2027));
insert into events select seq, '2025-05-05' from seq_1_to_2000;
insert into events select seq, '2026-05-05' from seq_1_to_1000;
analyze table events;
create table empty_one (id int) engine=MyISAM charset=latin1;
create view recent as select * from calls;
create table schema_migrations (version varchar(100) primary key);
insert into schema_migrations values ('20261101'), ('20261102');
create table goose_db_version (id int, version_id bigint, is_applied bool);
create database other; create table other.secret (id int);
`;

if (!hasMariadb) console.warn("skipped: there is no MariaDB server (Debian's mariadb-server-core)");
(hasMariadb ? describe : describe.skip)("MariaDB", () => {
  let server: LocalMariadb;
  let admin: mysql.Connection;
  const urlOf = (user: string, database = "app"): string => {
    const url = new URL(server.url);
    [url.username, url.password, url.pathname] = [user, "a-long-random-password", database];
    return url.href;
  };

  beforeAll(async () => {
    server = await startLocalMariadb();
    admin = await mysql.createConnection({ uri: server.url, multipleStatements: true });
    await admin.query(schema);
    await admin.query(documentedSql("mysql"));
    await admin.query(
      "create user replica_reader@'%' identified by 'a-long-random-password';" +
        "grant select on app.* to replica_reader@'%'; grant slave monitor on *.* to replica_reader@'%'",
    );
  });
  afterAll(async () => {
    await admin.end();
    await server.stop();
  });

  describe("with the documented rights", () => {
    let facts: DatabaseFacts;
    beforeAll(async () => void (facts = await gatherMysql(urlOf("row_counts"), takenAt, defaultLimits)));

    test("the server", () => {
      expect(facts.engine).toMatch(/^mariadb 1\d\.\d+\.\d+$/);
      expect(facts).toMatchObject({ takenAt: "2026-11-20T04:00:00.000Z", memoryBytes: 64 * 1024 * 1024 });
    });

    test("a table's structure", () => {
      expect(facts.tables["calls"]).toMatchObject({
        columns: {
          id: "bigint(20)",
          status: "enum('new','paid')",
          amount: "decimal(10,2)",
          body: "text",
          "Odd name": "varchar(20)",
          spot: "point",
        },
        notNull: ["id", "status", "spot"],
        indexes: {
          PRIMARY: ["id"],
          body_ft: ["body"],
          old_ix: ["amount"],
          spot_ix: ["spot"],
          status_ix: ["status", "amount"],
        },
        fulltextIndexes: ["body_ft"],
        unusedIndexes: ["old_ix", "spot_ix"],
        checks: { amount_ck: { expr: "`amount` is not null", validated: true } },
        engine: "InnoDB",
        charset: "utf8mb4",
        rowFormat: "Dynamic",
        totalRowVersions: null,
        kind: null,
      });
      expect(facts.tables["empty_one"]).toMatchObject({ engine: "MyISAM", charset: "latin1", rows: 0 });
    });

    test("a table's sizes, partitions added up", () => {
      const { calls, events } = facts.tables;
      expect(calls?.rows).toBeGreaterThan(2500);
      expect(calls?.rows).toBeLessThan(3500);
      expect(calls?.heapBytes).toBeGreaterThan(300_000);
      expect(calls?.bytes).toBeGreaterThan(calls?.heapBytes ?? Infinity);
      expect(events?.kind).toBe("partitioned table");
      expect(events?.rows).toBeGreaterThan(2700);
      expect(events?.rows).toBeLessThan(3300);
    });

    test("views and other databases", () => {
      expect(facts.tables["recent"]).toMatchObject({ kind: "view", rows: null, bytes: null });
      expect(facts.tables["secret"]).toBeUndefined();
    });

    test("which migrations were run, and what may not be read is said and hides nothing else", () => {
      expect(facts.appliedMigrations).toEqual(["20261101", "20261102"]);
      expect(facts.notes).toEqual([
        "goose_db_version (which migrations were run): the account may not read it",
      ]);
    });

    test("the account reads nobody's rows", async () => {
      const reader = await mysql.createConnection(urlOf("row_counts"));
      await expect(reader.query("select * from calls")).rejects.toThrow("denied");
      await reader.end();
    });
  });

  test("an account that sees nothing says so; a wrong one is refused", async () => {
    await admin.query(
      "create user blind@'%' identified by 'a-long-random-password'; grant usage on *.* to blind@'%'",
    );
    await expect(gatherMysql(urlOf("blind"), takenAt, defaultLimits)).rejects.toMatchObject({
      retryable: false,
    });
    const blind = await gatherMysql(urlOf("blind", "information_schema"), takenAt, defaultLimits);
    expect(blind.notes).toContain("no table of information_schema is visible to the account");
    await expect(gatherMysql(urlOf("nobody"), takenAt, defaultLimits)).rejects.toThrow("Access denied");
  });

  test("a replica says so to whoever may ask, and nobody else is told anything", async () => {
    await admin.query("change master to master_host = '127.0.0.1', master_port = 1, master_user = 'nobody'");
    try {
      const [asked, refused] = await Promise.all([
        gatherMysql(urlOf("replica_reader"), takenAt, defaultLimits),
        gatherMysql(urlOf("row_counts"), takenAt, defaultLimits),
      ]);
      expect(asked.notes).toContain("the server is a replica, but its replication does not run");
      expect(refused.notes?.join()).not.toMatch(/replica/);
    } finally {
      await admin.query("reset slave all");
    }
  });

  test("a socket of this machine", async () => {
    const url = `mysql://root@localhost/app?socket=${encodeURIComponent(server.socketPath)}`;
    expect((await gatherMysql(url, takenAt, defaultLimits)).tables["calls"]?.rows).toBeGreaterThan(0);
  });

  test("has no TLS: require refuses, prefer goes on", async () => {
    const required = gatherMysql(`${urlOf("row_counts")}?ssl-mode=REQUIRED`, takenAt, defaultLimits);
    await expect(required).rejects.toMatchObject({ retryable: false });
    await expect(required).rejects.toThrow("the server has no TLS: add sslmode=disable");
    const preferred = await gatherMysql(`${urlOf("row_counts")}?ssl-mode=PREFERRED`, takenAt, defaultLimits);
    expect(preferred.engine).toMatch(/^mariadb/);
  });

  test("nothing is written, nothing takes long: a hostile view in a history table's place is only noted", async () => {
    await admin.query(`use app;
      create table written (id int);
      create function write_row() returns int deterministic begin insert into written values (1); return 1; end;
      create view alembic_version as select write_row() as version_num;
      create view knex_migrations as select sleep(30) as name;
      grant select on app.alembic_version to row_counts@'%';
      grant select on app.knex_migrations to row_counts@'%'`);
    const limits = { ...defaultLimits, statementMs: 500 };
    const { appliedMigrations, notes } = await gatherMysql(urlOf("row_counts"), takenAt, limits);
    expect(appliedMigrations).toEqual(["20261101", "20261102"]);
    expect(notes).toContain("knex_migrations (which migrations were run): took longer than 0.5 s");
    const [written] = await admin.query("select * from app.written");
    expect(written).toEqual([]);
  });
});
