import { afterAll, beforeAll, expect, test } from "vitest";
import { policyWith } from "../checks/sample-policies.js";
import { createSampleRepository } from "../sample-repository.js";
import { type Product, startProduct } from "../start-product.js";
import { createVisits } from "./fix-visit.js";

const visit = createVisits();
let product: Product;

beforeAll(async () => {
  product = await startProduct({
    signIn: true,
    jira: {
      issues: [{ key: "STORY-1", status: "To Do" }],
      transitions: [{ name: "Go", to: "Ready to Deploy" }],
    },
    environment: { JIRA_READ_ONLY: "true" },
  });
});
afterAll(() => product.stop());

test("where the operator keeps Jira read-only no policy lets people change issues", async () => {
  const { github, jira, url } = product;
  github.createUser("ada");
  const policy = policyWith({
    jira: { projects: ["STORY"], fixes: true },
    issues: { statuses: ["Ready to Deploy"] },
  });
  const repository = await createSampleRepository(github, { policy });
  const { name } = repository;
  github.grant(name, "ada", "write");
  const head = await repository.push("deploy", "STORY-1 one");
  expect((await product.finalStatus(name, head)).state).toBe("failure");

  const page = `/r/${name}/web/${head}`;
  const { visitor, status, html } = await visit(url, "ada", page);
  expect(status).toBe(200);
  expect(html).toContain("STORY-1");
  expect(html).not.toContain("/fix/STORY-1");
  expect((await visitor.get(`${page}/fix/STORY-1`)).status).toBe(404);
  const form = new URLSearchParams({ about: "move", transition: "1", seen: '["To Do"]' });
  expect((await visitor.post(`${page}/fix/STORY-1`, { form })).status).toBe(404);
  expect(
    jira.requests.filter(({ method, path }) => method === "PUT" || path.includes("/transitions")),
  ).toEqual([]);
});
