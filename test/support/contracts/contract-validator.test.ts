import { describe, expect, test } from "vitest";
import { createContractValidator } from "./contract-validator.js";
import type { ContractDocument } from "./contract-document.js";
import { loadContract } from "./load-contract.js";

const thing = {
  type: "object",
  required: ["id", "note"],
  properties: {
    id: { type: "integer" },
    note: { type: "string", nullable: true },
    owner: { nullable: true, allOf: [{ $ref: "#/components/schemas/person" }] },
  },
};

const document: ContractDocument = {
  openapi: "3.0.3",
  paths: {
    "/things/{ref}": {
      get: {
        parameters: [{ $ref: "#/components/parameters/per-page" }],
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/thing" } } } },
          "204": { description: "" },
        },
      },
      post: {
        requestBody: {
          required: true,
          content: { "application/json": { schema: { type: "object", required: ["state"] } } },
        },
        responses: { "201": { description: "" } },
      },
    },
    "/things/{ref}/status": {
      get: { responses: { "200": { content: { "application/json": { schema: { type: "array" } } } } } },
    },
  },
  "x-webhooks": {
    push: {
      post: {
        requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/thing" } } } },
      },
    },
  },
  components: {
    parameters: { "per-page": { name: "per_page", in: "query", schema: { type: "integer" } } },
    schemas: { thing, person: { type: "object", required: ["login"] } },
  },
};

const validator = createContractValidator(document);

describe("a contract validator", () => {
  test.each([
    [
      "a known request",
      { method: "GET", path: "/things/a%2Fb", query: new URLSearchParams("per_page=3") },
      [],
    ],
    ["a ref with slashes", { method: "GET", path: "/things/heads/a/b" }, []],
    ["an unknown path", { method: "GET", path: "/other" }, ["GET /other: no such operation is published"]],
    [
      "an unknown query name",
      { method: "GET", path: "/things/a", query: new URLSearchParams("perpage=3") },
      ["GET /things/a: unknown query parameter perpage"],
    ],
    [
      "a query value of the wrong type",
      { method: "GET", path: "/things/a", query: new URLSearchParams("per_page=many") },
      ["GET /things/a ?per_page: /value must be integer"],
    ],
    ["a missing body", { method: "POST", path: "/things/a" }, ["POST /things/a: the body is missing"]],
    [
      "a body without a required member",
      { method: "POST", path: "/things/a", body: {} },
      ["POST /things/a body: / must have required property 'state'"],
    ],
  ])("judges %s", (_name, request, problems) => {
    expect(validator.request(request)).toEqual(problems);
  });

  test.each([
    ["a full body", 200, { id: 1, note: null }, []],
    ["null beside allOf", 200, { id: 1, note: "x", owner: null }, []],
    [
      "a wrong allOf",
      200,
      { id: 1, note: "x", owner: {} },
      [
        "GET /things/a -> 200: /owner must have required property 'login'",
        "GET /things/a -> 200: /owner must be null",
        "GET /things/a -> 200: /owner must match a schema in anyOf",
      ],
    ],
    ["a wrong type", 200, { id: "1", note: null }, ["GET /things/a -> 200: /id must be integer"]],
    ["a missing body", 200, undefined, ["GET /things/a -> 200: the body is missing"]],
    ["an unexpected body", 204, {}, ["GET /things/a -> 204: a body is not expected"]],
    ["an unpublished success", 202, undefined, ["GET /things/a -> 202: no such status is published"]],
    ["an unpublished error", 503, "<html>", []],
  ])("judges an answer with %s", (_name, status, body, problems) => {
    expect(validator.response({ method: "GET", path: "/things/a" }, { status, body })).toEqual(problems);
  });

  test("prefers the more literal path", () => {
    expect(
      validator.response({ method: "GET", path: "/things/a/status" }, { status: 200, body: [] }),
    ).toEqual([]);
  });

  test("judges webhooks by name", () => {
    expect(validator.webhook("push", { id: 1, note: "x" })).toEqual([]);
    expect(validator.webhook("push", { id: 1 })).toEqual([
      "webhook push: / must have required property 'note'",
    ]);
    expect(validator.webhook("pull", {})).toEqual(["webhook pull: no such webhook is published"]);
  });

  test("maps paths to the published ones", () => {
    const mapped = createContractValidator(document, {
      publishedPath: (path) => path.replace(/^\/api\/v3/, ""),
    });
    expect(mapped.request({ method: "GET", path: "/api/v3/things/a" })).toEqual([]);
  });
});

describe.each(["github", "jira"] as const)("the published description of %s", (name) => {
  const published = loadContract(name);
  const maybe = published === null ? test.skip : test;
  if (published === null) console.warn(`skipped: ../shared/contracts has no description of ${name}`);

  maybe("compiles in every operation", () => {
    const real = createContractValidator(published!);
    for (const [template, methods] of Object.entries(published!.paths)) {
      for (const method of Object.keys(methods)) {
        const request = { method: method.toUpperCase(), path: template.replaceAll(/[{}]/g, "") };
        expect(real.request({ ...request, body: [] })).not.toContainEqual(expect.stringContaining("no such"));
        real.response(request, { status: 200, body: [] });
      }
    }
  });
});
