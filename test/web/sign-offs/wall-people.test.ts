import { describe, expect, test } from "vitest";
import type { PeopleOfDeploy } from "../../../src/access/people-of-deploy.js";
import { createWeb } from "../../../src/web/create-web.js";
import { fakeParts } from "../fake-parts.js";
import { sampleReport } from "../sample-report.js";

let people: PeopleOfDeploy = { responsible: [], onCall: null };
const site = createWeb({
  ...fakeParts({ reports: [sampleReport] }),
  people: { of: () => Promise.resolve(people) },
});

/** What a form of the newest head's page says, in words. */
async function words(query: string): Promise<string> {
  const response = await site.request(`http://localhost:3000/r/acme/web/web?${query}`);
  const text = await response.text();
  return text
    .slice(text.indexOf("<main"))
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ");
}

const named = (...names: readonly string[]) => ({
  people: names.map((name) => ({ login: null, name, until: null })),
  askedAt: null,
});

describe("a screen on the wall", () => {
  test.each<[PeopleOfDeploy, string]>([
    [
      { responsible: [{ login: "ada", at: null }], onCall: named("Grace") },
      "Responsible @ada On call Grace Not ready",
    ],
    [{ responsible: [], onCall: { unknown: "It answered 500" } }, "Responsible nobody yet On call not known"],
    [{ responsible: [], onCall: named() }, "On call nobody Not ready"],
    [{ responsible: [], onCall: named("A", "B", "C", "D", "E") }, "On call A , B , C and 2 more Not ready"],
  ])("says whom to ask: %#", async (known, expected) => {
    people = known;
    expect(await words("display=wall")).toContain(expected);
  });

  test("says nothing where the policy names nobody", async () => {
    people = { responsible: [], onCall: null };
    expect(await words("display=wall")).not.toMatch(/Responsible|On call/);
  });
});

test("an announcement says whom to ask", async () => {
  people = { responsible: [{ login: "ada", at: null }], onCall: named("Grace <b>") };
  expect(await words("as=html")).toContain("Responsible : ada On call : Grace &lt;b&gt; Report");
  expect(await words("as=text")).toContain("Responsible: ada On call: Grace &lt;b&gt; Report");
});
