import { afterEach, beforeEach, expect, vi, test } from "vitest";
import { announceStatuses } from "../../demo/announce-statuses.js";
import type { Exchange } from "../../test/support/github/index.js";

let lines: string[];

beforeEach(() => {
  lines = [];
  vi.spyOn(console, "log").mockImplementation((line: string) => void lines.push(line));
});

afterEach(() => {
  vi.restoreAllMocks();
});

function posted(state: string, more: Partial<Exchange> = {}): Exchange {
  return {
    method: "POST",
    path: `/repos/acme/web/statuses/${"a".repeat(40)}`,
    query: new URLSearchParams(),
    requestBody: {},
    status: 201,
    responseBody: {
      state,
      context: "pre-deploy-checker/web",
      description: "OK to deploy: 1 issue, 1 commit",
      target_url: "http://localhost:3000/r/acme/web/web",
    },
    raw: false,
    ...more,
  };
}

test("a final status is printed with its summary and page", () => {
  announceStatuses([])(posted("success"));
  expect(lines.join("\n")).toMatch(/success.*acme\/web.*pre-deploy-checker\/web\n.*OK to deploy.*\n.*http:/);
});

test.each([
  ["pending", posted("pending")],
  ["refused", posted("success", { status: 422, responseBody: { message: "Validation Failed" } })],
  ["another request", posted("success", { method: "GET" })],
])("%s: nothing", (_, exchange) => {
  announceStatuses([])(exchange);
  expect(lines).toEqual([]);
});

test("one that was shown already is left out until it changes", () => {
  const shown = {
    repository: "acme/web",
    context: "pre-deploy-checker/web",
    state: "success",
    description: "OK to deploy: 1 issue, 1 commit",
    targetUrl: "http://localhost:3000/r/acme/web/web",
  };
  const announce = announceStatuses([shown]);
  announce(posted("success"));
  expect(lines).toEqual([]);
  announce(posted("failure"));
  announce(posted("success"));
  expect(lines.join("\n").match(/failure|success/g)).toEqual(["failure", "success"]);
});
