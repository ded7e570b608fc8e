import { describe, expect, test } from "vitest";
import { defaultRates } from "../../../src/migrations/cost-model/default-rates.js";
import {
  formatRatesFile,
  overlayRates,
  parseRatesFile,
  RatesFileInvalid,
} from "../../../src/migrations/cost-model/rates-file.js";

const { scan, rewrite } = defaultRates.mysql;
const at = new Date("2026-11-20T04:00:00Z");

test("reads what it wrote", () => {
  const { engine, rates } = parseRatesFile(formatRatesFile("mysql 8.0.35", at, { scan, rewrite }));
  expect(engine).toEqual({ family: "mysql", major: 8, minor: 0, patch: 35 });
  expect(rates).toEqual({ scan, rewrite });
});

test("stands instead of other rates class by class and term by term", () => {
  const { rates } = parseRatesFile('{"version": 1, "rates": {"scan": {"perRow": 5}}}');
  expect(overlayRates(defaultRates.postgres, rates)).toEqual({
    ...defaultRates.postgres,
    scan: { ...defaultRates.postgres.scan, perRow: 5 },
  });
});

describe("names all that is wrong", () => {
  test.each<[string, string, readonly RegExp[]]>([
    ["no JSON", "rates", [/is not JSON/]],
    ["no object", "[]", [/expected object/i]],
    ["another version, no rates", '{"version": 2}', [/version is not 1/, /rates/]],
    ["an unknown class", '{"version":1,"rates":{"scam":{}}}', [/rates/]],
    ["an unknown term", '{"version":1,"rates":{"scan":{"perLine":1}}}', [/rates\.scan.*perLine/]],
    [
      "negative time and a slowdown that is none",
      '{"version":1,"rates":{"scan":{"perRow":-1,"beyondMemory":0.5},"copy":{"fixed":"1"}}}',
      [/scan\.perRow is negative/, /scan\.beyondMemory is less than 1/, /copy\.fixed is not a number/],
    ],
    ["an unknown engine", '{"version":1,"engine":"oracle 12","rates":{}}', [/engine .*oracle 12/]],
  ])("%s", (_name, text, mistakes) => {
    let thrown: unknown = null;
    try {
      parseRatesFile(text);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(RatesFileInvalid);
    for (const mistake of mistakes) expect((thrown as RatesFileInvalid).message).toMatch(mistake);
  });
});
