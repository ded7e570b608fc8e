import { expect, test } from "vitest";
import { webAddress } from "../../../src/web/text/web-address.js";

test.each([
  ["https://jira.example.com/browse/A-1", "https://jira.example.com/browse/A-1"],
  ["http://localhost:8080/x", "http://localhost:8080/x"],
  ["javascript:alert(1)", null],
  [" \u0001javascript:alert(1)", null],
  ["java\nscript:alert(1)", null],
  ["data:text/html,<script>alert(1)</script>", null],
  ["vbscript:x", null],
  ["file:///etc/passwd", null],
  ["//evil.example.com", null],
  ["/r/acme/web", null],
  ["https://github.com@evil.example.com/", null],
  ["https://user:secret@example.com/", null],
  ["", null],
  [null, null],
])("the address %j becomes the link %j", (address, link) => {
  expect(webAddress(address)).toBe(link);
});
