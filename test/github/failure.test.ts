import { RequestError } from "@octokit/request-error";
import { describe, expect, test } from "vitest";
import { describeFailure, type Failure } from "../../src/github/failure.js";
import { GitHubUnavailable } from "../../src/github/github-unavailable.js";

const now = new Date("2026-11-20T10:00:00Z");
const seconds = now.getTime() / 1000;
const request = { method: "GET" as const, url: "https://example.com/", headers: {} };

function answered(status: number, headers: Record<string, string> = {}, data: unknown = {}): RequestError {
  return new RequestError("told by Octokit", status, {
    request,
    response: { status, headers, data, url: request.url },
  });
}

function unanswered(cause: unknown): RequestError {
  return Object.assign(new RequestError("fetch failed", 500, { request }), { cause });
}

const plain = { reason: "", retryAfterSeconds: null, limited: false, transient: false };

describe("what a failure means", () => {
  test.each<[string, unknown, Failure]>([
    ["503", answered(503), { ...plain, status: 503, transient: true }],
    [
      "503 that says when",
      answered(503, { "retry-after": "9" }),
      { ...plain, status: 503, retryAfterSeconds: 9, transient: true },
    ],
    [
      "429 with a date",
      answered(429, { "retry-after": "Fri, 20 Nov 2026 10:00:20 GMT" }),
      { ...plain, status: 429, retryAfterSeconds: 20, limited: true, transient: true },
    ],
    ["429 without anything", answered(429), { ...plain, status: 429, limited: true, transient: true }],
    [
      "the primary limit",
      answered(403, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(seconds + 100) }),
      { ...plain, status: 403, retryAfterSeconds: 101, limited: true, transient: true },
    ],
    [
      "a secondary limit",
      answered(403, {}, { message: "You have exceeded a secondary rate limit." }),
      {
        status: 403,
        reason: "You have exceeded a secondary rate limit.",
        retryAfterSeconds: 60,
        limited: true,
        transient: true,
      },
    ],
    [
      "a missing permission",
      answered(
        403,
        { "x-ratelimit-remaining": "4999" },
        { message: "Resource not accessible by integration" },
      ),
      { ...plain, status: 403, reason: "Resource not accessible by integration" },
    ],
    ["404", answered(404, {}, { message: "Not Found" }), { ...plain, status: 404, reason: "Not Found" }],
    ["HTML", answered(404, {}, "<html>"), { ...plain, status: 404 }],
    [
      "a lost connection",
      unanswered(
        new TypeError("fetch failed", { cause: Object.assign(new Error(), { code: "ECONNRESET" }) }),
      ),
      { ...plain, status: null, reason: "connection lost", transient: true },
    ],
    [
      "a timeout",
      unanswered(new DOMException("The operation was aborted due to timeout", "TimeoutError")),
      { ...plain, status: null, reason: "no answer within 8 s", transient: true },
    ],
    [
      "a certificate",
      unanswered(new TypeError("x", { cause: Object.assign(new Error(), { code: "CERT_HAS_EXPIRED" }) })),
      { ...plain, status: null, reason: "connection failed (CERT_HAS_EXPIRED)", transient: true },
    ],
    [
      "a key that cannot be read",
      new Error("Invalid keyData"),
      { ...plain, status: null, reason: "Invalid keyData" },
    ],
    ["no error at all", "x", { ...plain, status: null, reason: "x" }],
  ])("%s", (_, error, expected) => {
    expect(describeFailure(error, now, 8)).toEqual(expected);
  });
});

describe("how it is said in a commit status", () => {
  test.each([
    [answered(503), false, "Cannot reach GitHub: 503"],
    [answered(429), false, "Cannot reach GitHub: rate limit reached (429)"],
    [unanswered({ name: "x", code: "ENOTFOUND" }), false, "Cannot reach GitHub: host not found"],
    [answered(401), true, "GitHub does not accept the app's key (401): check APP_ID and PRIVATE_KEY"],
    [answered(401), false, "GitHub refuses access: 401"],
    ...[
      "'Expiration time' claim ('exp') is too far in the future",
      "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
    ].map((message): [unknown, boolean, string] => [
      answered(401, {}, { message }),
      false,
      "GitHub does not accept the app's key (401): this server's clock is not right",
    ]),
    [answered(403, {}, { message: "Suspended" }), false, "GitHub refuses access: 403, Suspended"],
    [answered(422, {}, { message: "No\ncommit found" }), false, "GitHub cannot answer: 422, No commit found"],
    [new Error("Invalid keyData"), true, "Cannot ask GitHub: Invalid keyData"],
  ])("%#", (error, asApp, message) => {
    const failure = describeFailure(error, now, 8);
    expect(new GitHubUnavailable(failure, { asApp, cause: error }).message).toBe(message);
  });

  test("never over 140 characters", () => {
    const failure = describeFailure(answered(403, {}, { message: "x".repeat(500) }), now, 8);
    expect(new GitHubUnavailable(failure, { asApp: false, cause: null }).message.length).toBeLessThan(141);
  });
});
