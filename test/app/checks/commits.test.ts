import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pushTogether, type PushedCommit } from "../push-together.js";
import { createSampleRepository } from "../sample-repository.js";
import { type Product, startProduct } from "../start-product.js";
import { judgementOf, messagesOf, resultOf } from "./judgement.js";
import { policyWith } from "./sample-policies.js";

const issues = Array.from({ length: 9 }, (_, index) => ({ key: `STORY-${index + 1}` }));

describe("which commits need an issue", () => {
  let product: Product;

  beforeAll(async () => {
    product = await startProduct({ jira: { issues } });
  });
  afterAll(() => product.stop());

  const repositoryWith = (name: string, sections: Readonly<Record<string, unknown>> = {}) =>
    createSampleRepository(product.github, { name: `acme/${name}`, policy: policyWith(sections) });
  const judge = async (
    name: string,
    sections: Readonly<Record<string, unknown>>,
    commits: readonly PushedCommit[],
  ) => {
    const repository = await repositoryWith(name, sections);
    const shas = await pushTogether(product.github, repository, commits);
    return { shas, ...(await judgementOf(product, repository.name, shas.at(-1) ?? "")) };
  };

  test("commit-without-issue: who wrote it, and what may be done", async () => {
    const author = { name: "Grace Hopper", email: "grace@example.com" };
    const { status, report, shas, page } = await judge("no-issue", {}, [
      { message: "Tidy up", author },
      "STORY-1 one",
      "Use UTF-8 and SHA-256 against CVE-2024-1234",
      { message: "An empty commit", files: {} },
    ]);
    expect(status).toMatchObject({ state: "failure", description: "3 commits without an issue" });
    const [first, second] = [shas[0] ?? "", shas[2] ?? ""];
    expect(messagesOf(report, "commit-without-issue")).toEqual([
      expect.stringContaining("An empty commit"),
      expect.stringContaining(second.slice(0, 7)),
      expect.stringMatching(new RegExp(`${first.slice(0, 7)}.*Tidy up.* by Grace Hopper names no issue`)),
    ]);
    const finding = report.findings.find(({ subject }) => subject.id === first);
    expect(finding?.remedy).toBe(
      "Amend the message to name an issue of STORY or TECH, or add no-jira where it needs none",
    );
    expect(finding?.url).toBe(`${product.github.url}/acme/no-issue/commit/${first}`);
    expect(page).toContain("Without an issue");
  });

  test("the no-issue marker is a word by itself", async () => {
    const { status, report } = await judge("marker", {}, [
      "Fix typo [no-jira]",
      "NO JIRA: bump",
      "Docs\n\nno_jira.",
      "Open the Casino Jira board",
      "STORY-1 no-jira is ignored beside a key",
    ]);
    expect(status.description).toBe("1 commit without an issue");
    expect(messagesOf(report, "commit-without-issue")).toEqual([expect.stringContaining("Casino Jira")]);
    expect(report.commits.map(({ disposition }) => disposition)).toEqual([
      "shipping",
      "shipping",
      "no-issue",
      "no-issue",
      "no-issue",
    ]);
  });

  test("ignored are merge commits only, unless the policy says any", async () => {
    const repository = await repositoryWith("ignored", { commits: { ignore: ["^Merge branch "] } });
    const [side = ""] = await pushTogether(product.github, repository, ["STORY-1 on a side branch"], {
      branch: "side",
    });
    const [main = ""] = await pushTogether(product.github, repository, ["STORY-2 on the main line"]);
    const [, head = ""] = await pushTogether(product.github, repository, [
      { message: "Merge branch 'side' into deploy", parents: [main, side] },
      "Merge branch only by its message",
    ]);
    const { status, report } = await judgementOf(product, repository.name, head);
    expect(status.description).toBe("1 commit without an issue");
    expect(messagesOf(report, "commit-without-issue")).toEqual([
      expect.stringContaining("only by its message"),
    ]);
    expect(report.commits.filter(({ disposition }) => disposition === "ignored")).toHaveLength(1);

    const any = await judge("ignored-any", { commits: { ignore: ["^chore"], "any-commit": true } }, [
      "chore: no key",
      "STORY-1 one",
    ]);
    expect(any.status.description).toBe("OK to deploy: 1 issue, 2 commits");
  });

  test("ignore-authors: only where GitHub verified who it was", async () => {
    const { github } = product;
    github.createUser("dependabot[bot]");
    const repository = await repositoryWith("authors", {
      commits: { "ignore-authors": ["Dependabot[bot]"] },
    });
    const author = { name: "dependabot[bot]", email: "support@github.com" };
    const [claimed = "", verified = ""] = await pushTogether(
      github,
      repository,
      [
        { message: "Bump left-pad", author },
        { message: "Bump right-pad", author },
      ],
      { branch: "bumps" },
    );
    github.setVerified(repository.name, verified, "dependabot[bot]");
    await github.setBranch(repository.name, "deploy", verified);
    const { status, report } = await judgementOf(product, repository.name, verified);
    expect(status).toMatchObject({ state: "failure", description: "1 commit without an issue" });
    expect(report.findings.map(({ subject }) => subject.id)).toEqual([claimed]);
    expect(report.commits[0]).toMatchObject({ sha: verified, disposition: "ignored" });
  });

  test("lenient keys are read only where the policy says so", async () => {
    const commits = ["story_1 and STORY 2", "STORY-3 three"];
    const strict = await judge("strict", {}, commits);
    expect(strict.status.description).toBe("1 commit without an issue");
    const jira = { projects: ["STORY"], "lenient-keys": true };
    const lenient = await judge("lenient", { jira }, commits);
    expect(lenient.status.description).toBe("OK to deploy: 3 issues, 2 commits");
    expect(lenient.report.commits[1]?.issueKeys).toEqual(["STORY-1", "STORY-2"]);
  });

  test("keys of the pull request: its title and branch, for commits without a key of their own", async () => {
    const { github } = product;
    const jira = { projects: ["STORY"], "pull-request-keys": true };
    const repository = await repositoryWith("pulls", { jira });
    await github.setBranch(repository.name, "deploy", repository.live);
    const merge = async (branch: string, title: string): Promise<string> => {
      await pushTogether(github, repository, ["Work without a key"], { branch, from: "deploy" });
      const number = await github.createPullRequest(repository.name, { head: branch, base: "deploy", title });
      return github.mergePullRequest(repository.name, number, { method: "squash", message: "Squashed" });
    };
    await merge("feature/one", "STORY-1 by its title");
    const head = await merge("story-2-by-its-branch", "No key in the title");
    const { status, report } = await judgementOf(product, repository.name, head);
    expect(status.description).toBe("OK to deploy: 2 issues, 2 commits");
    expect(report.commits.map(({ issueKeys }) => issueKeys)).toEqual([["STORY-2"], ["STORY-1"]]);
  });

  test("an issue from the message's body or trailers counts, several in one commit all count", async () => {
    const { status, report } = await judge("bodies", {}, [
      "Sell more\n\nCloses story-1.\n\nRefs: STORY-2, (STORY-3)",
    ]);
    expect(status.description).toBe("OK to deploy: 3 issues, 1 commit");
    expect(report.commits[0]?.issueKeys).toEqual(["STORY-1", "STORY-2", "STORY-3"]);
    expect(resultOf(report, "commit-without-issue")).toEqual(["success", 0]);
  });
});
