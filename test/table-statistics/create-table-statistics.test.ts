import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { SourceUnavailable } from "../../src/deploys/ports/unavailable.js";
import { createTableStatistics } from "../../src/table-statistics/create-table-statistics.js";
import { failureOf } from "./failure-of.js";

const web = { owner: "Acme", name: "Web" };
let folder = "";
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), "row-counts-"))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function rows(path: string, count: number): void {
  writeFileSync(
    path,
    JSON.stringify({ takenAt: "2026-11-20T04:00:00Z", tables: { calls: { rows: count } } }),
  );
}

function statistics(url: string, repositories: readonly string[] | null = null, now = { at: 0 }) {
  return createTableStatistics({
    sources: [{ name: "eu-primary", url, repositories }],
    clock: { now: () => new Date(now.at) },
    limits: { fileBytes: 1_000_000 },
  });
}

test("a source that is not configured names its variable", async () => {
  const error = await failureOf(statistics("file:/x").read("us_primary", web));
  expect(error).toMatchObject({
    kind: "row-counts-not-configured",
    retryable: false,
    message: "Row counts us_primary are not configured: ROW_COUNTS_US_PRIMARY_URL is not set",
  });
});

test.each([
  [["acme/web"], true],
  [["ACME/*"], true],
  [["acme/billing", "acme/web"], true],
  [["acme/we"], false],
  [["acme/webb", "evil/*"], false],
  [[], false],
])("repositories %j: allowed %s", async (repositories, allowed) => {
  const path = join(folder, "allowed.json");
  rows(path, 1);
  const read = statistics(pathToFileURL(path).href, repositories).read("EU_Primary", web);
  if (allowed) expect((await read).tables["calls"]?.rows).toBe(1);
  else
    expect(await failureOf(read)).toMatchObject({
      kind: "row-counts-not-allowed",
      retryable: false,
      message:
        "Row counts eu-primary are not for Acme/Web: ROW_COUNTS_EU_PRIMARY_REPOSITORIES does not name it",
    });
});

test("what was read is good for five minutes, what failed is read again at once", async () => {
  const path = join(folder, "cached.json");
  const now = { at: 1_000_000 };
  const source = statistics(pathToFileURL(path).href, null, now);
  const read = async () => (await source.read("eu-primary", web)).tables["calls"]?.rows;
  expect((await failureOf(read())).message).toBe("Cannot read the row counts of eu-primary: no such file");
  rows(path, 1);
  expect(await read()).toBe(1);
  rows(path, 2);
  now.at += 299_000;
  expect(await read()).toBe(1);
  now.at += 1_000;
  expect(await read()).toBe(2);
  rows(path, 3);
  now.at -= 10_000;
  expect(await read()).toBe(3);
});

describe("files", () => {
  const failed = (url: string): Promise<SourceUnavailable> =>
    failureOf(statistics(url).read("eu-primary", web));

  test("takenAt is the file's own, else when it was written", async () => {
    const path = join(folder, "dated.json");
    rows(path, 1);
    const read = () => statistics(pathToFileURL(path).href).read("eu-primary", web);
    expect((await read()).takenAt).toBe("2026-11-20T04:00:00Z");
    writeFileSync(path, '{"tables": {}}');
    utimesSync(path, 1_700_000_000, 1_700_000_000);
    expect((await read()).takenAt).toBe("2023-11-14T22:13:20.000Z");
  });

  test("a path may be relative, and the text UTF-16", async () => {
    const text = Buffer.from('\uFEFF{"tables": {"calls": {"rows": 4}}}', "utf16le");
    writeFileSync("build-rows.tmp.json", text);
    try {
      const facts = await statistics("file:build-rows.tmp.json").read("eu-primary", web);
      expect(facts.tables["calls"]?.rows).toBe(4);
    } finally {
      rmSync("build-rows.tmp.json");
    }
  });

  test.each([
    ["file:///", "it is no regular file"],
    ["file:///dev/zero", "it is no regular file"],
    ["file://other-host/rows.json", "its URL names no file of this machine"],
    ["ftp://host/rows.json", "its URL is of no scheme that can be read"],
  ])("%s: %s", async (url, reason) => {
    expect((await failed(url)).message).toBe(`Cannot read the row counts of eu-primary: ${reason}`);
  });

  test("nothing of another file's contents is told", async () => {
    const path = join(folder, "secret.json");
    writeFileSync(path, "root:hunter2:0:0");
    const { message, cause } = await failed(pathToFileURL(path).href);
    expect(message).toBe(
      "Cannot read the row counts of eu-primary: the row-count file cannot be used: it is not JSON",
    );
    expect(String(cause)).not.toContain("hunter2");
  });

  test("one that is too large or no text", async () => {
    const path = join(folder, "large.json");
    writeFileSync(path, Buffer.alloc(1_000_001));
    expect((await failed(pathToFileURL(path).href)).message).toContain("it is larger than 1 MB");
    writeFileSync(path, Buffer.from([0x7b, 0xff, 0xc0]));
    expect((await failed(pathToFileURL(path).href)).message).toContain("is not UTF-8 text");
  });
});
