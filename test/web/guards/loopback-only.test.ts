import { describe, expect, test } from "vitest";
import { createWeb } from "../../../src/web/create-web.js";
import { fakeParts } from "../fake-parts.js";
import { sampleReport } from "../sample-report.js";

const site = (publicUrl = "http://localhost:3000") =>
  createWeb({
    ...fakeParts({ reports: [sampleReport] }),
    publicUrl: new URL(publicUrl),
    metrics: () => Promise.resolve({ contentType: "text/plain", body: "figures 1" }),
  });

const ask = (path: string, headers: Record<string, string>, publicUrl?: string) =>
  site(publicUrl).request(`http://localhost${path}`, { headers });

describe("while there is no sign-in, pages are served to this machine only", () => {
  test.each([
    "localhost",
    "localhost:3000",
    "LOCALHOST:1",
    "127.0.0.1:3000",
    "127.8.9.255",
    "[::1]",
    "[::1]:3000",
  ])("the host %s is this machine", async (host) => {
    const response = await ask("/r/acme/web/web", { host });
    expect(response.status).toBe(200);
  });

  test.each([
    "example.com",
    "localhost.evil.com",
    "evil.com:3000",
    "127.0.0.1.nip.io",
    "127.0.0.1.evil.com:3000",
    "localhost@evil.com",
    "evil.com#localhost",
    "localhost, evil.com",
    "localhost:3000:1",
    "127.0.0.256",
    "127.1",
    "2130706433",
    "0x7f.0.0.1",
    "0.0.0.0",
    "10.0.0.1",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[::1].evil.com",
    "1127.0.0.1",
    "localhost.",
    "",
  ])("the host %j is not", async (host) => {
    const response = await ask("/r/acme/web/web", { host });
    expect(response.status).toBe(403);
  });

  test.each([
    ["Forwarded", "for=10.0.0.1"],
    ["X-Forwarded-For", "127.0.0.1"],
    ["X-Forwarded-Host", "localhost"],
    ["X-Forwarded-Proto", "https"],
    ["X-Forwarded-Anything", ""],
    ["X-Real-IP", "127.0.0.1"],
    ["Via", "1.1 tunnel"],
  ])("a request with %s came through a proxy", async (name, value) => {
    const response = await ask("/r/acme/web/web", { host: "localhost", [name]: value });
    expect(response.status).toBe(403);
  });

  test.each(["https://checker.example.com", "http://localhost.evil.com", "http://192.168.0.7:3000"])(
    "with the public address %s nothing is served, whatever the request claims",
    async (publicUrl) => {
      const response = await ask("/", { host: "localhost" }, publicUrl);
      expect(response.status).toBe(403);
    },
  );

  test.each(["http://127.0.0.1:3000", "http://[::1]:3000"])(
    "the public address %s is this machine",
    async (publicUrl) => {
      expect((await ask("/", { host: "localhost" }, publicUrl)).status).toBe(200);
    },
  );

  test("an address in the request line counts as much as the Host header", async () => {
    const response = await site().request("http://evil.com/", { headers: { host: "localhost" } });
    expect(response.status).toBe(403);
  });

  test.each(["/", "/r/acme/web", "/r/acme/nothing", "/r/acme/web/web.json", "/metrics", "/anything"])(
    "%s is refused and reveals nothing",
    async (path) => {
      const response = await ask(path, { host: "evil.com" });
      const body = await response.text();
      expect(response.status).toBe(403);
      expect(body).not.toMatch(/acme|figures|STORY/);
    },
  );

  test("a refused program is told so as JSON", async () => {
    const response = await ask("/r/acme/web/web.json", { host: "evil.com" });
    expect(await response.json()).toEqual({ error: "Reports are served to this machine only" });
  });

  test.each(["/healthz", "/readyz"])("%s answers everybody", async (path) => {
    const response = await ask(path, { host: "10.0.0.1", "x-forwarded-for": "10.0.0.2" });
    expect(response.status).toBe(200);
  });

  test("/metrics answers on this machine", async () => {
    const response = await ask("/metrics", { host: "localhost" });
    expect(await response.text()).toBe("figures 1");
  });
});
