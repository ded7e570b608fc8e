import { describe, expect, test } from "vitest";
import { Ajv2020 } from "ajv/dist/2020.js";
import { parse } from "yaml";
import { checkIds } from "../../src/checker/check-id.js";
import { policyJsonSchema } from "../../src/policy/policy-json-schema.js";
import { policyWith, samplePolicy } from "./sample-policy.js";

const schema = policyJsonSchema();
const validate = new Ajv2020({ strict: false }).compile(schema);

describe("the JSON Schema", () => {
  test.each([samplePolicy, policyWith(""), policyWith("locks: [1]")])(
    "takes what the app takes: %#",
    (text) => {
      expect(validate(parse(text))).toBe(true);
    },
  );

  test.each([
    "isues: {}",
    "jira: {}",
    "checks: {issue-status: no}",
    "approvals: {by: nobody}",
    "migrations: []",
  ])("refuses what the app refuses: %s", (section) => {
    expect(validate(parse(policyWith(section)))).toBe(false);
  });

  test("refuses names that no target can have", () => {
    expect(validate(parse("version: 1\ntargets: {Web: {deploy: d, production: p}}"))).toBe(false);
    expect(validate(parse("version: 1\ntargets: {}"))).toBe(false);
  });

  test("is of draft 2020-12, explains every key and knows every check", () => {
    expect(schema["$schema"]).toBe("https://json-schema.org/draft/2020-12/schema");
    const missing: string[] = [];
    explain(schema, "");
    expect(missing).toEqual([]);
    const { checks } = schema["properties"] as { checks: { properties: object } };
    expect(Object.keys(checks.properties)).toEqual(
      expect.arrayContaining([...checkIds, "migration-duration", "locked"]),
    );

    function explain(node: unknown, path: string): void {
      if (typeof node !== "object" || node === null) return;
      for (const [key, value] of Object.entries(node)) {
        if (key === "properties") {
          for (const [name, part] of Object.entries(value as Record<string, { description?: string }>)) {
            if (part.description === undefined) missing.push(`${path}.${name}`);
            explain(part, `${path}.${name}`);
          }
        } else explain(value, path);
      }
    }
  });
});
