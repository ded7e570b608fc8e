import { describe, expect, test } from "vitest";
import { bothKinds, keys, trackedJira, unavailable } from "./tracked-jira.js";

const bulk = { cloud: "POST /rest/api/2/issue/bulkfetch", "data-center": "POST /rest/api/2/search" } as const;

describe.each(bothKinds)("looking issues up in Jira %s", (kind) => {
  test("reads what a report shows of an issue", async () => {
    const { jira, tracker } = await trackedJira({
      kind,
      issues: [
        {
          key: "STORY-1",
          summary: "Call <b>recording</b> 📼",
          status: "Ready to Deploy",
          assignee: "Ada Lovelace",
          fields: { Risk: "Low" },
        },
        { key: "STORY-2", type: "Sub-task", parent: "STORY-1", status: "Closed" },
      ],
    });
    const { issues, notes } = await tracker.lookUp(["STORY-1", "story-2"], ["Risk", "Post Deploy Checks"]);
    expect(notes).toEqual({});
    expect(issues).toEqual({
      "STORY-1": {
        key: "STORY-1",
        url: `${jira.url}/browse/STORY-1`,
        summary: "Call <b>recording</b> 📼",
        type: "Story",
        subtask: false,
        status: "Ready to Deploy",
        assignee: "Ada Lovelace",
        parent: null,
        fields: { Risk: { state: "value", texts: ["Low"] }, "Post Deploy Checks": { state: "empty" } },
      },
      "STORY-2": {
        key: "STORY-2",
        url: `${jira.url}/browse/STORY-2`,
        summary: "Summary of STORY-2",
        type: "Sub-task",
        subtask: true,
        status: "Closed",
        assignee: null,
        parent: { key: "STORY-1", summary: "Call <b>recording</b> 📼", type: "Story" },
        fields: { Risk: { state: "empty" }, "Post Deploy Checks": { state: "empty" } },
      },
    });
  });

  test("asks nothing where there is nothing to ask", async () => {
    const { tracker, calls } = await trackedJira({ kind });
    expect(await tracker.lookUp([], ["Risk"])).toEqual({ issues: {}, notes: {} });
    expect(calls()).toEqual([]);
  });

  test("takes six calls for 600 issues, all at once", async () => {
    const asked = keys("STORY", 600);
    const { jira, tracker, calls } = await trackedJira({
      kind,
      latencyMs: 100,
      issues: asked.map((key) => ({ key })),
    });
    const progress: number[] = [];
    const { issues } = await tracker.lookUp(asked, [], (done) => progress.push(done));
    expect(Object.keys(issues)).toHaveLength(600);
    expect(calls()).toEqual(Array.from({ length: 6 }, () => bulk[kind]));
    expect(jira.mostAtOnce()).toBe(6);
    expect(progress).toEqual([100, 200, 300, 400, 500, 600, 600]);
  });

  test("has at most eight calls under way", async () => {
    const asked = keys("STORY", 1500);
    const { jira, tracker } = await trackedJira({
      kind,
      latencyMs: 50,
      issues: asked.map((key) => ({ key })),
    });
    const { issues } = await tracker.lookUp(asked, []);
    expect(Object.keys(issues)).toHaveLength(1500);
    expect(jira.mostAtOnce()).toBe(8);
  });

  test("leaves out what is not there, after it has proven its credentials", async () => {
    const { tracker, calls } = await trackedJira({
      kind,
      projects: [{ key: "STORY" }, { key: "HIDDEN" }],
      accounts: [{ displayName: "Checker", token: "t", projects: ["STORY"] }],
      issues: [{ key: "STORY-1" }, { key: "HIDDEN-1" }],
    });
    const { issues } = await tracker.lookUp(["STORY-1", "STORY-2", "HIDDEN-1", "NOPROJECT-7"], []);
    expect(Object.keys(issues)).toEqual(["STORY-1"]);
    expect(calls()).toContain("GET /rest/api/2/myself");
  });

  test("does not ask Jira for numbers that it cannot hold", async () => {
    const { tracker, jira } = await trackedJira({ kind, issues: [{ key: "STORY-1" }] });
    const { issues } = await tracker.lookUp(["STORY-1", `STORY-${"9".repeat(30)}`], []);
    expect(Object.keys(issues)).toEqual(["STORY-1"]);
    expect(JSON.stringify(jira.requests)).not.toContain("99999");
  });

  test("asks for no credentials where everything was found", async () => {
    const { tracker, calls } = await trackedJira({ kind, issues: [{ key: "STORY-1" }] });
    await tracker.lookUp(["STORY-1"], []);
    expect(calls()).toEqual([bulk[kind]]);
  });

  test("finds out which kind of Jira it is once", async () => {
    const { tracker, calls } = await trackedJira({ kind, issues: [{ key: "STORY-1" }] }, { kind: null });
    await tracker.lookUp(["STORY-1"], []);
    expect(calls()).toEqual(["GET /rest/api/2/serverInfo", bulk[kind]]);
    await tracker.lookUp(["STORY-1"], []);
    expect(calls()).toEqual([bulk[kind]]);
  });

  test("works below a context path, with a bearer token, and links to the browser's URL", async () => {
    const { jira, anotherTracker } = await trackedJira({
      kind,
      basePath: "/ex/jira/1324a887",
      issues: [{ key: "STORY-1" }],
    });
    const tracker = anotherTracker({
      apiUrl: `${jira.url}/`,
      browseUrl: "https://acme.atlassian.net/",
      auth: { token: jira.credentials.apiToken },
    });
    const { issues } = await tracker.lookUp(["STORY-1"], []);
    expect(issues["STORY-1"]?.url).toBe("https://acme.atlassian.net/browse/STORY-1");
    expect(jira.requests[0]?.headers["authorization"]).toBe(`Bearer ${jira.credentials.apiToken}`);
  });

  test("keeps to the operator's projects", async () => {
    const { anotherTracker, calls } = await trackedJira({ kind, issues: [{ key: "STORY-1" }] });
    const tracker = anotherTracker({ allowedProjects: ["story"] });
    const error = await unavailable(tracker.lookUp(["STORY-1", "TECH-1"], []));
    expect(error).toMatchObject({ kind: "jira-refused", retryable: false });
    expect(error.message).toBe(
      "This service may not read Jira project TECH. Ask its operator (JIRA_PROJECTS)",
    );
    expect(calls()).toEqual([]);
    expect(Object.keys((await tracker.lookUp(["STORY-1"], [])).issues)).toEqual(["STORY-1"]);
  });

  test("reads all pages where the administrator has made them small", async () => {
    const asked = keys("STORY", 95);
    const { tracker } = await trackedJira({ kind, pageSize: 20, issues: asked.map((key) => ({ key })) });
    expect(Object.keys((await tracker.lookUp(asked, [])).issues)).toHaveLength(95);
  });
});

describe.each(bothKinds)("moved issues in Jira %s", (kind) => {
  test("come under the key that was asked for", async () => {
    const { jira, tracker } = await trackedJira({ kind, issues: [{ key: "STORY-1" }, { key: "STORY-2" }] });
    jira.move("STORY-1", "TECH-9");
    const { issues } = await tracker.lookUp(["STORY-1", "STORY-2"], []);
    expect(Object.entries(issues).map(([asked, { key }]) => [asked, key])).toEqual([
      ["STORY-2", "STORY-2"],
      ["STORY-1", "TECH-9"],
    ]);
    expect(issues["STORY-1"]?.url).toBe(`${jira.url}/browse/TECH-9`);
  });

  test("are told from those that are not there", async () => {
    const { jira, tracker } = await trackedJira({ kind, issues: keys("STORY", 40).map((key) => ({ key })) });
    jira.move("STORY-3", "TECH-103");
    jira.move("STORY-7", "TECH-107");
    jira.delete("STORY-8");
    const { issues } = await tracker.lookUp([...keys("STORY", 40), ...keys("GONE", 30)], []);
    expect(Object.keys(issues)).toHaveLength(39);
    expect(issues["STORY-3"]?.key).toBe("TECH-103");
    expect(issues["STORY-7"]?.key).toBe("TECH-107");
    expect(issues["STORY-8"]).toBeUndefined();
  });

  test("are found although they were asked for under both keys", async () => {
    const { jira, tracker } = await trackedJira({ kind, issues: [{ key: "STORY-1" }] });
    jira.move("STORY-1", "TECH-9");
    jira.move("TECH-9", "STORY-20");
    const { issues } = await tracker.lookUp(["STORY-1", "TECH-9", "STORY-20"], []);
    expect(
      Object.entries(issues)
        .map(([asked, { key }]) => [asked, key])
        .sort(),
    ).toEqual([
      ["STORY-1", "STORY-20"],
      ["STORY-20", "STORY-20"],
      ["TECH-9", "STORY-20"],
    ]);
  });

  test("are not shown where they went to a project that the operator keeps to itself", async () => {
    const { jira, anotherTracker } = await trackedJira({
      kind,
      issues: [{ key: "STORY-1", summary: "Secret" }],
    });
    jira.move("STORY-1", "TECH-9");
    const lookup = await anotherTracker({ allowedProjects: ["STORY"] }).lookUp(["STORY-1"], []);
    expect(lookup).toEqual({
      issues: {},
      notes: { "STORY-1": "It was moved to a project that this service may not read" },
    });
  });
});

test("many keys that are not there cost Cloud few calls", async () => {
  const { tracker, calls } = await trackedJira({ kind: "cloud", issues: [{ key: "STORY-1" }] });
  await tracker.lookUp(["STORY-1", ...keys("GONE", 299)], []);
  expect(calls()).toHaveLength(3 + 3 + 1);
});

test("Data Center is not asked to validate keys, of which one unknown would spoil all", async () => {
  const { jira, tracker } = await trackedJira({ kind: "data-center", issues: [{ key: "STORY-1" }] });
  await tracker.lookUp(["STORY-1", "STORY-2"], []);
  expect(jira.requests[0]?.body).toMatchObject({ jql: "key in (STORY-1,STORY-2)", validateQuery: false });
});

test("Cloud's issueErrors are asked for again, and only they", async () => {
  const { jira, tracker, waits } = await trackedJira({
    kind: "cloud",
    issues: keys("STORY", 3).map((key) => ({ key })),
  });
  jira.faults.add({ path: /bulkfetch/, times: 1, issueErrors: ["STORY-2"] });
  const { issues } = await tracker.lookUp(keys("STORY", 3), []);
  expect(Object.keys(issues)).toEqual(["STORY-1", "STORY-2", "STORY-3"]);
  expect(jira.requests.map(({ body }) => (body as { issueIdsOrKeys: unknown }).issueIdsOrKeys)).toEqual([
    ["STORY-1", "STORY-2", "STORY-3"],
    ["STORY-2"],
  ]);
  expect(waits).toEqual([500]);
});

test("Cloud's issueErrors that stay are not taken for issues that are not there", async () => {
  const { jira, tracker } = await trackedJira({
    kind: "cloud",
    issues: keys("STORY", 3).map((key) => ({ key })),
  });
  jira.faults.add({ path: /bulkfetch/, issueErrors: ["STORY-2"] });
  const error = await unavailable(tracker.lookUp(keys("STORY", 3), []));
  expect(error.message).toBe("Cannot reach Jira: 1 issue could not be read");
  expect(error).toMatchObject({ kind: "jira-unavailable", retryable: true });
});
