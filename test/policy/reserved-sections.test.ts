import { expect, test } from "vitest";
import { policyJsonSchema } from "../../src/policy/policy-json-schema.js";
import { reservedSections, reservedSectionsIn } from "../../src/policy/reserved-sections.js";

test("exactly the sections that the schema calls reserved are reserved", () => {
  const { properties } = policyJsonSchema() as {
    readonly properties: Readonly<Record<string, { readonly description?: string }>>;
  };
  const called = Object.keys(properties).filter((name) =>
    properties[name]?.description?.includes("Reserved"),
  );
  expect(called).toEqual(reservedSections);
});

test.each([
  ["version: 1\nwindows: []\nlocks: {}\nissues: {}\n", ["locks", "windows"]],
  ["version: 1\n", []],
  ["- windows\n", []],
  ["windows: [", []],
  ["", []],
])("%j has %j", (text, expected) => {
  expect(reservedSectionsIn(text)).toEqual(expected);
});
