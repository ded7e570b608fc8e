import { expect, test } from "vitest";
import { parsePolicy } from "../../src/policy/parse-policy.js";
import { policyWith } from "./sample-policy.js";

function read(options: string): unknown {
  const parsed = parsePolicy(policyWith(`migrations: {engine: postgres 16, files: ["db/*.sql"]${options}}`));
  return parsed.valid
    ? parsed.policy.targets[0]?.rules.migrations
    : parsed.mistakes.map(({ message }) => message);
}

test.each<[string, Readonly<Record<string, unknown>>]>([
  ["", { countRows: null, rates: null, schema: null }],
  [", count-rows: 60s", { countRows: 60 }],
  [", count-rows: 1m", { countRows: 60 }],
  [", rates: rates.json", { rates: "rates.json" }],
  [', rates: "db/..rates/a b.json"', { rates: "db/..rates/a b.json" }],
  [", schema: db/structure.sql", { schema: "db/structure.sql" }],
])("migrations%s", (options, expected) => {
  expect(read(options)).toMatchObject(expected);
});

const fromTheTop = `paths start at the top of the repository, without "/" or "./"`;
const noParents = `".." cannot be part of a path`;

test.each<[string, string]>([
  [", count-rows: 61s", "no more than a minute: every check would wait for it"],
  [", count-rows: 2h", "no more than a minute: every check would wait for it"],
  [", rates: /etc/rates.json", fromTheTop],
  [", rates: ./rates.json", fromTheTop],
  [", rates: ../rates.json", noParents],
  [", rates: db/../../rates.json", noParents],
  [", rates: db/", "name a file, not a folder"],
  [', rates: " "', "a path is missing"],
  [', rates: "db\\\\rates.json"', `write a path in the repository with "/", like db/structure.sql`],
  [", schema: ../structure.sql", noParents],
  [", schema: /structure.sql", fromTheTop],
])("a mistake in migrations%s", (options, mistake) => {
  expect(read(options)).toEqual([mistake]);
});
