import { describe, expect, test } from "vitest";
import { createWeb } from "../../src/web/create-web.js";
import { acmeWeb, fakeParts, type Shelf } from "./fake-parts.js";
import { sampleNow, sampleReport, sampleSha } from "./sample-report.js";

const home = "http://localhost:3000";
const head = `/r/acme/web/web/${sampleSha(0)}`;
const ours = { origin: home, "sec-fetch-site": "same-origin" };

async function press(
  headers: Record<string, string>,
  shelf: Shelf = { reports: [sampleReport] },
  path = head,
) {
  const parts = fakeParts(shelf);
  const response = await createWeb(parts).request(`${home}${path}/recheck`, { method: "POST", headers });
  return { response, requests: parts.requests };
}

describe("the Re-check button", () => {
  test("asks for a check of the head's ref and leads back to the page", async () => {
    const { response, requests } = await press(ours);
    expect(requests).toEqual([{ repositoryId: acmeWeb.id, ref: "refs/heads/deploy" }]);
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toBe(`${head}?requested=${sampleNow.getTime()}`);
  });

  test("the page then says so and loads again by itself until the result is in", async () => {
    const page = await createWeb(fakeParts({ reports: [sampleReport] })).request(
      `${home}${head}?requested=${sampleNow.getTime()}`,
    );
    const body = await page.text();
    expect(body).toMatch(/role="status">.*Check requested\..*refresh=off/s);
    expect(body).toContain(
      `<meta http-equiv="refresh" content="3;url=${head}?requested=${sampleNow.getTime()}"/>`,
    );
  });

  test("with the result the page says so and rests", async () => {
    const before = Date.parse(sampleReport.gatheredAt) - 1000;
    const shelf = { reports: [sampleReport] };
    const parts = { ...fakeParts(shelf), clock: { now: () => new Date(before + 5000) } };
    const body = await (await createWeb(parts).request(`${home}${head}?requested=${before}`)).text();
    expect(body).toContain("Checked again.");
    expect(body).not.toContain("http-equiv");
  });

  test("a wish that is hours old is forgotten", async () => {
    const old = sampleNow.getTime() - 3_600_000;
    const page = await createWeb(fakeParts({ reports: [sampleReport] })).request(
      `${home}${head}?requested=${old}`,
    );
    expect(await page.text()).not.toContain("http-equiv");
  });

  test.each([
    ["another site", { origin: "https://evil.example.com", "sec-fetch-site": "cross-site" }],
    ["another port", { origin: "http://localhost:4000", "sec-fetch-site": "same-site" }],
    ["another name of this machine", { origin: "http://127.0.0.1:3000", "sec-fetch-site": "cross-site" }],
    ["an opaque origin", { origin: "null", "sec-fetch-site": "cross-site" }],
    ["an origin that the browser contradicts", { origin: home, "sec-fetch-site": "cross-site" }],
    ["a lookalike", { origin: "http://localhost:3000.evil.example.com" }],
    ["a form on another site in an old browser", { origin: "https://evil.example.com" }],
    ["nobody", {}],
    ["a JSON request from nowhere", { "content-type": "application/json" }],
  ])("is refused from %s, and nothing is done", async (_, headers) => {
    const { response, requests } = await press(headers);
    expect(response.status).toBe(403);
    expect(requests).toEqual([]);
  });

  test("is refused from another machine", async () => {
    const { response, requests } = await press({ ...ours, host: "evil.com" });
    expect(response.status).toBe(403);
    expect(requests).toEqual([]);
  });

  test("does nothing for a head that is no branch's tip any more", async () => {
    const newer = { ...sampleReport, head: { ref: "deploy", sha: sampleSha(5) } };
    const { response, requests } = await press(ours, {
      reports: [sampleReport, newer],
      closed: [sampleSha(0)],
    });
    expect(response.headers.get("location")).toBe(head);
    expect(requests).toEqual([]);
  });

  test.each(["/r/acme/nothing/web/", "/r/acme/web/nothing/"])("is not found below %s", async (path) => {
    const { response, requests } = await press(ours, { reports: [sampleReport] }, path + sampleSha(0));
    expect(response.status).toBe(404);
    expect(requests).toEqual([]);
  });

  test("is no link: reading its address changes nothing", async () => {
    const parts = fakeParts({ reports: [sampleReport] });
    const response = await createWeb(parts).request(`${home}${head}/recheck`, { headers: ours });
    expect(response.status).toBe(404);
    expect(parts.requests).toEqual([]);
  });
});
