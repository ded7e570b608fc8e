import { describe, expect, test } from "vitest";
import { bothKinds, keys, trackedJira, unavailable } from "./tracked-jira.js";

describe.each(bothKinds)("searching in Jira %s", (kind) => {
  const start = () =>
    trackedJira({
      kind,
      projects: [{ key: "STORY" }, { key: "TECH" }, { key: "SECRET" }],
      issues: [
        { key: "STORY-1", status: "Ready to Deploy", summary: "First" },
        { key: "STORY-2", status: "In Progress" },
        { key: "TECH-1", status: "Ready to Deploy", summary: "Second", fields: { Risk: "High" } },
        { key: "SECRET-1", status: "Ready to Deploy" },
      ],
    });

  test("finds what matches within the projects", async () => {
    const { jira, tracker } = await start();
    const jql = '(status = "Ready to Deploy") AND project in ("STORY","TECH")';
    expect(await tracker.search('status = "Ready to Deploy"', ["story", "TECH"])).toEqual({
      issues: [
        { key: "STORY-1", summary: "First", url: `${jira.url}/browse/STORY-1` },
        { key: "TECH-1", summary: "Second", url: `${jira.url}/browse/TECH-1` },
      ],
      jql,
      url: `${jira.url}/issues/?jql=${encodeURIComponent(jql)}`,
    });
  });

  test("keeps to the projects whatever the query says", async () => {
    const { tracker } = await start();
    const { issues } = await tracker.search(
      "status = Done OR project = SECRET OR Risk = High ORDER BY key DESC",
      ["STORY", "TECH"],
    );
    expect(issues.map(({ key }) => key)).toEqual(["TECH-1"]);
  });

  test("follows the pages and stops at a thousand", async () => {
    const { tracker } = await trackedJira({
      kind,
      pageSize: 300,
      issues: keys("STORY", 1200).map((key) => ({ key })),
    });
    const found = await tracker.search("project = STORY", ["STORY"]);
    expect(found.issues).toHaveLength(1000);
    expect(found.truncatedAt).toBe(1000);
    const fewer = await tracker.search('key in ("STORY-1", "STORY-2")', ["STORY"]);
    expect(fewer.issues).toHaveLength(2);
    expect(fewer.truncatedAt).toBeUndefined();
  });

  test("proves its credentials before it says that nothing matches", async () => {
    const { jira, tracker, calls } = await start();
    expect((await tracker.search("status = Closed", ["STORY"])).issues).toEqual([]);
    expect(calls()).toContain("GET /rest/api/2/myself");
    jira.revoke();
    expect(await unavailable(tracker.search("status = Closed", ["STORY"]))).toMatchObject({
      kind: "jira-credentials",
    });
  });

  test("passes Jira's own words on where it refuses the query", async () => {
    const { tracker } = await start();
    const error = await unavailable(tracker.search('Statsu = "Ready"', ["STORY"]));
    expect(error.message).toBe(
      "Jira refuses the request (400): Field 'Statsu' does not exist or you do not have permission to view it",
    );
    expect(error).toMatchObject({ kind: "jira-refused", retryable: false });
    expect(await unavailable(tracker.search("status = Done", ["NOSUCH"]))).toMatchObject({
      kind: "jira-refused",
      message: "Jira refuses the request (400): The value 'NOSUCH' does not exist for the field 'project'",
    });
  });

  test("sends nothing that could break out of the projects", async () => {
    const { tracker, calls } = await start();
    const error = await unavailable(tracker.search("status = Done) OR (project = SECRET", ["STORY"]));
    expect(error.message).toBe("The policy's ready-to-deploy query has a closing parenthesis too many");
    expect(error).toMatchObject({ kind: "jira-refused", retryable: false });
    expect(await unavailable(tracker.search("status = Done", ['A") OR project in ("SECRET']))).toMatchObject({
      kind: "jira-refused",
    });
    expect(calls()).toEqual([]);
  });

  test("keeps to the operator's projects", async () => {
    const { anotherTracker, calls } = await start();
    const tracker = anotherTracker({ allowedProjects: ["STORY"] });
    const error = await unavailable(tracker.search("status = Done", ["STORY", "TECH", "SECRET"]));
    expect(error.message).toBe(
      "This service may not read Jira projects TECH, SECRET. Ask its operator (JIRA_PROJECTS)",
    );
    expect(calls()).toEqual([]);
  });
});
