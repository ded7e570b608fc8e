import { describe, expect, test } from "vitest";
import { createHmac } from "node:crypto";
import fc from "fast-check";
import { MalformedJiraWebhook, parseJiraWebhook } from "../../src/jira/parse-jira-webhook.js";
import { verifyJiraSignature } from "../../src/jira/verify-jira-signature.js";

describe("a Jira webhook", () => {
  test.each<[string, unknown, readonly string[], string | null]>([
    [
      "Jira's own",
      { webhookEvent: "jira:issue_updated", issue: { key: "STORY-1", fields: { summary: "TECH-9" } } },
      ["STORY-1"],
      "jira:issue_updated",
    ],
    [
      "a move",
      {
        webhookEvent: "jira:issue_updated",
        issue: { key: "TECH-2" },
        changelog: {
          items: [
            { field: "project", fromString: "Stories", toString: "Tech" },
            { field: "Key", fromString: "STORY-1", toString: "TECH-2" },
          ],
        },
      },
      ["TECH-2", "STORY-1"],
      "jira:issue_updated",
    ],
    ["an Automation rule's issue", { issue: { key: "story-1" } }, ["STORY-1"], null],
    ["an Automation rule's key", { key: " STORY-1 " }, ["STORY-1"], null],
    ["an Automation rule's issueKey", { issueKey: "STORY-1", key: "STORY-1" }, ["STORY-1"], null],
    ["of something else", { webhookEvent: "sprint_started", sprint: { id: 1 } }, [], "sprint_started"],
    [
      "with damaged parts",
      { webhookEvent: 5, issue: [], key: "<script>", changelog: { items: 7 } },
      [],
      null,
    ],
    [
      "with a damaged change",
      { issue: { key: "A-1" }, changelog: { items: [null, { field: "Key" }] } },
      ["A-1"],
      null,
    ],
  ])("%s", (_name, body, issueKeys, event) => {
    expect(parseJiraWebhook(JSON.stringify(body))).toEqual({ issueKeys, event });
    expect(parseJiraWebhook(Buffer.from(JSON.stringify(body)))).toEqual({ issueKeys, event });
  });

  test.each(["", "{", "null", "[]", '"STORY-1"', "5"])("that is %j is malformed", (body) => {
    expect(() => parseJiraWebhook(body)).toThrow(MalformedJiraWebhook);
  });

  test("never yields anything but keys", () => {
    fc.assert(
      fc.property(fc.object({ values: [fc.string(), fc.constant("STORY-1")] }), (body) => {
        for (const key of parseJiraWebhook(JSON.stringify(body)).issueKeys)
          expect(key).toMatch(/^[A-Z][A-Z0-9_]*-\d+$/);
      }),
    );
  });
});

describe("a Jira webhook's signature", () => {
  const body = '{"issue":{"key":"STORY-1"}}';
  const sign = (text: string, secret: string) =>
    `sha256=${createHmac("sha256", secret).update(text).digest("hex")}`;

  test.each<[string, string | null | undefined, string, boolean]>([
    ["right", sign(body, "s3cret"), "s3cret", true],
    [
      "right over bytes in upper case",
      sign(body, "s3cret").toUpperCase().replace("SHA256", "sha256"),
      "s3cret",
      true,
    ],
    ["of another secret", sign(body, "other"), "s3cret", false],
    ["of another body", sign(`${body} `, "s3cret"), "s3cret", false],
    [
      "of another algorithm",
      `sha1=${createHmac("sha1", "s3cret").update(body).digest("hex")}`,
      "s3cret",
      false,
    ],
    ["too short", sign(body, "s3cret").slice(0, -2), "s3cret", false],
    ["missing", undefined, "s3cret", false],
    ["null", null, "s3cret", false],
    ["empty", "", "s3cret", false],
    ["of no secret", sign(body, ""), "", false],
  ])("%s", (_name, header, secret, valid) => {
    expect(verifyJiraSignature(body, header, secret)).toBe(valid);
    expect(verifyJiraSignature(Buffer.from(body), header, secret)).toBe(valid);
  });
});
