import { afterAll, beforeAll, describe, expect, test } from "vitest";
import mysql from "mysql2/promise";
import { calibrate } from "../../src/calibration/calibrate.js";
import { openScratchSpace } from "../../src/calibration/open-scratch-space.js";
import { findMariadb } from "../support/mariadb/find-mariadb.js";
import { startMariadbServer, type RunningMariadbServer } from "../support/mariadb/start-mariadb-server.js";

const isHere = findMariadb() !== null;
const describeWithServer = isHere ? describe : describe.skip;
if (!isHere) console.warn("No MariaDB server is installed here: calibrating one is not tested.");

describeWithServer("MariaDB", () => {
  let server: RunningMariadbServer;
  let root: mysql.Connection;
  let limited: string;

  beforeAll(async () => {
    server = (await startMariadbServer())!;
    root = await mysql.createConnection(server.url);
    await root.query("create database shared");
    await root.query("create table shared.kept (id int)");
    await root.query("create user app@'127.0.0.1' identified by 's3cret'");
    await root.query("grant all on shared.* to app@'127.0.0.1'");
    limited = Object.assign(new URL(server.url), {
      username: "app",
      password: "s3cret",
      pathname: "/shared",
    }).href;
  });
  afterAll(async () => {
    await root.end();
    await server.stop();
  });

  const tables = async (): Promise<readonly unknown[]> => {
    const [rows] = await root.query(
      `select table_schema, table_name from information_schema.tables
       where table_schema not in ('mysql', 'sys', 'information_schema', 'performance_schema')`,
    );
    const [databases] = await root.query("show databases like 'pre_deploy%'");
    return [...(rows as unknown[]), ...(databases as unknown[])];
  };
  const untouched = [{ table_schema: "shared", table_name: "kept" }];

  test("times every class of work that MySQL knows, and leaves nothing behind", async () => {
    const space = await openScratchSpace(server.url);
    const { engine, samples, rates, ended } = await calibrate(space, { sizes: [1_000], budgetSeconds: 60 });
    expect(engine).toMatch(/^mariadb \d+/);
    expect(ended).toBeNull();
    expect(Object.keys(rates).sort()).toEqual([
      "copy",
      "delete",
      "index",
      "index-fulltext",
      "index-text",
      "insert",
      "rewrite",
      "scan",
      "update",
    ]);
    const copies = samples.filter((sample) => sample.class === "copy");
    expect(copies.map(({ rows, indexes }) => [rows, indexes])).toEqual([
      [1_000, 0],
      [1_000, 3],
      [1_000, 3],
      [1_000, 0],
    ]);
    expect(copies.every(({ heapBytes, bytes }) => heapBytes > 1_000 && bytes >= heapBytes)).toBe(true);
    expect(await tables()).toEqual(untouched);
  });

  test("an account that may make no database: tables of their own in the one that the URL names", async () => {
    const space = await openScratchSpace(limited);
    const seen: unknown[] = [];
    const spied = {
      ...space,
      get prefix() {
        return space.prefix;
      },
      settle: async (table: string) => {
        seen.push(...(await tables()));
        await space.settle(table);
      },
    };
    const { samples } = await calibrate(spied, { sizes: [1_000], budgetSeconds: 60 });
    expect(samples.length).toBeGreaterThan(30);
    expect(JSON.stringify(seen)).toMatch(
      /"shared","table_name":"pre_deploy_checker_calibration_\w+_narrow_0_1000"/,
    );
    expect(await tables()).toEqual(untouched);
  });

  test("when time is up: cancels what runs, drops everything", async () => {
    const space = await openScratchSpace(server.url);
    const startedAt = performance.now();
    const { ended } = await calibrate(space, { sizes: [20_000_000], budgetSeconds: 1 });
    expect(ended).toBe("time is up");
    expect(performance.now() - startedAt).toBeLessThan(15_000);
    expect(await tables()).toEqual(untouched);
  });

  test("a wrong password is not shown", async () => {
    const error = await openScratchSpace(limited.replace("s3cret", "oth3r")).catch(
      (thrown: unknown) => thrown,
    );
    expect(String(error)).toMatch(/Access denied/);
    expect(String(error)).not.toMatch(/oth3r/);
  });
});
