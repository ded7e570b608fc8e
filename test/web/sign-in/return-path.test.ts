import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { returnPath } from "../../../src/web/sign-in/return-path.js";

const site = new URL("https://deploys.example.com/");

describe("where sign-in leads back to", () => {
  test.each([
    ["/r/acme/web", "/r/acme/web"],
    ["/r/acme/web/web/history?page=2&q=a b", "/r/acme/web/web/history?page=2&q=a%20b"],
    ["/r/acme/web#commits", "/r/acme/web"],
    [undefined, "/"],
    ["", "/"],
    ["https://evil.example", "/"],
    ["//evil.example", "/"],
    ["/\\evil.example", "/"],
    ["/\t/evil.example", "/"],
    ["/.//evil.example", "/"],
    ["/r/..//evil.example", "/"],
    ["javascript:alert(1)", "/"],
    ["/logout", "/"],
    ["/login?return_to=/login", "/"],
    ["/auth/callback?code=1", "/"],
    ["/authors", "/authors"],
  ])("%j: %s", (wanted, path) => {
    expect(returnPath(wanted, site)).toBe(path);
  });

  test("is on this site, whatever was asked for", () => {
    const pieces = fc.constantFrom(
      "/",
      "\\",
      ".",
      "..",
      ":",
      "@",
      "?",
      "#",
      "\t",
      "\n",
      "evil.example",
      "//",
      "%2f",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(pieces).map((all) => `/${all.join("")}`),
          fc.string(),
        ),
        (wanted) => {
          const path = returnPath(wanted, site);
          expect(new URL(path, site).origin).toBe(site.origin);
          expect(path).toMatch(/^\/(?!\/)/);
        },
      ),
    );
  });
});
