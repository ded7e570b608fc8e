import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pushTogether } from "../push-together.js";
import { createSampleRepository } from "../sample-repository.js";
import { type Product, startProduct } from "../start-product.js";
import { judgementOf, messagesOf, resultOf } from "./judgement.js";
import { policyWith } from "./sample-policies.js";

const ready = "Ready to Deploy";

describe("what is in a deploy, and what is not", () => {
  let product: Product;

  beforeAll(async () => {
    product = await startProduct({
      jira: {
        issues: [
          ...[1, 2, 3].map((number) => ({ key: `STORY-${number}`, status: ready })),
          { key: "STORY-8", summary: "Not ready", status: "In Progress" },
          { key: "STORY-9", summary: "Not ready either", status: "In Progress" },
        ],
      },
    });
  });
  afterAll(() => product.stop());

  const repositoryWith = (name: string, sections: Readonly<Record<string, unknown>> = {}) =>
    createSampleRepository(product.github, {
      name: `acme/${name}`,
      policy: policyWith({ issues: { statuses: [ready] }, ...sections }),
    });

  test("a revert cancels its commit: the issue is shown as reverted and not checked", async () => {
    const repository = await repositoryWith("reverted");
    const [first = ""] = await pushTogether(product.github, repository, [
      { message: "STORY-8 half done", files: { "half.txt": "half\n" } },
    ]);
    const [, head = ""] = await pushTogether(product.github, repository, [
      {
        message: `Revert "STORY-8 half done"\n\nThis reverts commit ${first}.`,
        files: { "half.txt": null },
      },
      "STORY-1 one",
    ]);
    const { status, report, page } = await judgementOf(product, repository.name, head);
    expect(status).toMatchObject({ state: "success", description: "OK to deploy: 1 issue, 1 commit" });
    expect(report.revertedIssues).toEqual(["STORY-8"]);
    expect(report.issues.map(({ key }) => key)).toEqual(["STORY-1"]);
    expect(report.commits.map(({ disposition }) => disposition)).toEqual([
      "shipping",
      "reverted",
      "reverted",
    ]);
    expect(page).toContain("They cancel each other out within this deploy");
  });

  test("revert-incomplete: a revert that undoes only part warns, and both commits count", async () => {
    const repository = await repositoryWith("incomplete");
    const [first = ""] = await pushTogether(product.github, repository, [
      { message: "STORY-1 two files", files: { "a.txt": "a\n", "b.txt": "b\n" } },
    ]);
    const [head = ""] = await pushTogether(product.github, repository, [
      {
        message: `Revert "STORY-1 two files"\n\nThis reverts commit ${first}.`,
        files: { "a.txt": null },
      },
    ]);
    const { status, report } = await judgementOf(product, repository.name, head);
    expect(status).toMatchObject({
      state: "success",
      description: "OK to deploy: 1 issue, 2 commits, 1 revert that does not undo its commit",
    });
    expect(resultOf(report, "revert-incomplete")).toEqual(["warning", 1]);
    expect(report.commits.map(({ disposition }) => disposition)).toEqual(["shipping", "shipping"]);
  });

  test("a cherry-picked commit is shown as already shipped and its issue is not checked", async () => {
    const repository = await repositoryWith("picked");
    const fix = { message: "STORY-9 fix", files: { "fix.txt": "fixed\n" } };
    await pushTogether(product.github, repository, ["STORY-1 one", fix]);
    await pushTogether(product.github, repository, [fix], { branch: "production" });
    const [head = ""] = await pushTogether(product.github, repository, ["STORY-2 two"]);
    const { status, report, page } = await judgementOf(product, repository.name, head);
    expect(status).toMatchObject({ state: "success", description: "OK to deploy: 2 issues, 2 commits" });
    expect(report.alreadyShippedIssues).toEqual(["STORY-9"]);
    expect(report.commits.map(({ disposition }) => disposition)).toEqual([
      "shipping",
      "already-shipped",
      "shipping",
    ]);
    expect(page).toContain("Already shipped");
  });

  test("issue-without-commits: a force push dropped an issue; not for one that was reverted", async () => {
    const repository = await repositoryWith("dropped", { checks: { "issue-without-commits": "failure" } });
    const [, second = "", third = ""] = await pushTogether(product.github, repository, [
      "STORY-1 one",
      { message: "STORY-2 two", files: { "two.txt": "2\n" } },
      "STORY-3 three",
    ]);
    expect((await judgementOf(product, repository.name, third)).status.state).toBe("success");
    const [head = ""] = await pushTogether(product.github, repository, [
      {
        message: `Revert "STORY-2 two"\n\nThis reverts commit ${second}.`,
        files: { "two.txt": null },
        parents: [second],
      },
    ]);
    const { status, report } = await judgementOf(product, repository.name, head);
    expect(status).toMatchObject({
      state: "failure",
      description: "1 issue of earlier pushes without commits",
    });
    expect(messagesOf(report, "issue-without-commits")).toEqual([
      "STORY-3 was in an earlier push of this deploy, and no commit names it any more",
    ]);
  });

  test("issue-partly-merged: an issue of the deploy has an open pull request", async () => {
    const { github } = product;
    const repository = await repositoryWith("partly", { checks: { "issue-partly-merged": "failure" } });
    await github.setBranch(repository.name, "deploy", repository.live);
    await pushTogether(github, repository, ["The rest"], { branch: "story-1-rest", from: "deploy" });
    const number = await github.createPullRequest(repository.name, {
      head: "story-1-rest",
      base: "deploy",
      title: "The other half",
    });
    const [head = ""] = await pushTogether(github, repository, ["STORY-1 one"]);
    const { status, report } = await judgementOf(product, repository.name, head);
    expect(status).toMatchObject({ state: "failure", description: "1 issue with open pull requests" });
    expect(messagesOf(report, "issue-partly-merged")).toEqual([
      `STORY-1 ships in part: #${number} "The other half" is still open`,
    ]);
    expect(report.findings[0]?.url).toBe(`${github.url}/acme/partly/pull/${number}`);
  });

  test("two checks are off by themselves, and the policy makes others warn or silences them", async () => {
    const messages = ["STORY-8 a", "no key", "STORY-404 c"];
    const repository = await repositoryWith("severities", {
      checks: { "issue-status": "warning", "commit-without-issue": "off", "issue-not-found": "warning" },
    });
    const head = (await pushTogether(product.github, repository, messages)).at(-1) ?? "";
    const { status, report, page } = await judgementOf(product, repository.name, head);
    expect(status).toMatchObject({
      state: "success",
      description: "OK to deploy: 2 issues, 3 commits, 1 issue not found, 1 issue not Ready to Deploy",
    });
    expect(resultOf(report, "issue-status")).toEqual(["warning", 1]);
    expect(resultOf(report, "commit-without-issue")).toEqual(["off", 0]);
    expect(resultOf(report, "issue-without-commits")).toEqual(["off", 0]);
    expect(resultOf(report, "issue-partly-merged")).toEqual(["off", 0]);
    expect(page).toContain("Warnings");
  });

  test("a monorepo: each target counts only what touches its paths, under its own status", async () => {
    const repository = await repositoryWith("mono", {
      targets: {
        web: { deploy: "deploy", production: "production", paths: ["web/**"] },
        api: { deploy: "deploy", production: "production", paths: ["api/**", "shared/**"] },
      },
    });
    const commits = [
      { message: "STORY-1 web", files: { "web/a.txt": "1\n" } },
      { message: "STORY-8 api", files: { "api/a.txt": "1\n" } },
      { message: "STORY-2 both", files: { "web/b.txt": "2\n", "shared/b.txt": "2\n" } },
      { message: "Neither, and no key", files: { "docs/c.txt": "3\n" } },
    ];
    const head = (await pushTogether(product.github, repository, commits)).at(-1) ?? "";
    const [web, api] = await Promise.all(
      ["web", "api"].map((target) => judgementOf(product, repository.name, head, { target })),
    );
    expect(web?.status).toMatchObject({ state: "success", description: "OK to deploy: 2 issues, 2 commits" });
    expect(api?.status).toMatchObject({ state: "failure", description: "1 issue not Ready to Deploy" });
    expect(api?.report.issues.map(({ key }) => key)).toEqual(["STORY-2", "STORY-8"]);
  });
});
