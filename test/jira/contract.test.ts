import { expect, test } from "vitest";
import { createContractValidator } from "../support/contracts/contract-validator.js";
import { loadContract } from "../support/contracts/load-contract.js";
import type { LocalJira } from "../support/jira/index.js";
import { keys, trackedJira } from "./tracked-jira.js";

const contract = loadContract("jira");
if (contract === null)
  console.warn("Skipped: Jira's published description is not there (../shared/contracts)");
const withContract = contract === null ? test.skip : test;

/** What is wrong with the exchanges so far. v2 differs from the published v3 in rich text only. */
function violations(jira: LocalJira): readonly string[] {
  if (contract === null) return [];
  const validator = createContractValidator(contract, {
    publishedPath: (path) => path.replace("/rest/api/2/", "/rest/api/3/"),
  });
  return jira.requests.flatMap(({ method, path: target, body, answer }) => {
    const { pathname: path, searchParams: query } = new URL(target, jira.url);
    return [
      ...validator.request({ method, path, query, body }),
      // The description gives 204 a body; HTTP knows none.
      ...(answer === null || answer.status === 204
        ? []
        : validator.response({ method, path }, { status: answer.status, body: answer.body })),
    ];
  });
}

withContract("what we ask Jira Cloud, and what the local one answers, is as published", async () => {
  const { jira, tracker } = await trackedJira(
    {
      kind: "cloud",
      pageSize: 50,
      issues: [
        ...keys("STORY", 120).map((key) => ({ key, assignee: "Ada Lovelace", fields: { Risk: "Low" } })),
        { key: "TECH-1", type: "Sub-task", parent: "STORY-1" },
      ],
    },
    { kind: null },
  );
  jira.move("STORY-7", "TECH-7");
  jira.faults.add({ path: /bulkfetch/, times: 1, issueErrors: ["STORY-2"] });
  await tracker.lookUp([...keys("STORY", 125), "TECH-1"], ["Risk"]);
  await tracker.search('status = "To Do"', ["STORY"]);
  const paths = new Set(jira.requests.map(({ path }) => path.replace(/\?.*/, "")));
  expect([...paths].sort()).toEqual([
    "/rest/api/2/field",
    "/rest/api/2/issue/bulkfetch",
    "/rest/api/2/myself",
    "/rest/api/2/serverInfo",
    "/rest/api/3/search/jql",
  ]);
  expect(violations(jira)).toEqual([]);
});

withContract("what else the local Jira Cloud answers is as published", async () => {
  const { jira } = await trackedJira({
    kind: "cloud",
    transitions: [{ name: "Release", to: "Done", required: ["Risk"] }],
    issues: [{ key: "STORY-1", assignee: "Ada Lovelace" }],
  });
  const { email, apiToken } = jira.credentials;
  const headers = { authorization: `Basic ${Buffer.from(`${email}:${apiToken}`).toString("base64")}` };
  const send = (method: string, path: string, body?: object) =>
    fetch(`${jira.url}/rest/api/3/${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const document = {
    type: "doc",
    version: 1,
    content: [{ type: "paragraph", content: [{ type: "text", text: "Hi" }] }],
  };
  await send("GET", "issue/STORY-1?fields=summary,status");
  await send("GET", "issue/STORY-404");
  await send("GET", "issue/STORY-1/transitions?expand=transitions.fields");
  await send("POST", "issue/STORY-1/transitions", { transition: { id: "11" } });
  await send("POST", "issue/STORY-1/transitions", {
    transition: { id: "11" },
    fields: { customfield_10010: { value: "Low" } },
  });
  await send("PUT", "issue/STORY-1", { fields: { summary: "New" } });
  await send("POST", "issue/STORY-1/comment", { body: document });
  await send("POST", "issue/STORY-1/remotelink", {
    globalId: "d=1",
    object: { title: "Deploy", url: "https://example.com" },
  });
  await send("GET", "mypermissions?projectKey=STORY&permissions=BROWSE_PROJECTS,EDIT_ISSUES");
  await send("GET", "project/search?keys=STORY&keys=TECH");
  expect(jira.requests.map(({ answer }) => answer?.status)).toEqual([
    200, 404, 200, 400, 204, 204, 201, 201, 200, 200,
  ]);
  expect(violations(jira)).toEqual([]);
});
