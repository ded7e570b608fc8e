import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createGitRepository, type CommitSpec, type GitRepository } from "../../support/git-repository.js";
import {
  createSampleRepository,
  policyFile,
  samplePolicy,
  type SampleRepository,
} from "../sample-repository.js";
import { type Product, startProduct } from "../start-product.js";

describe("histories that are odd or huge", () => {
  let product: Product;

  beforeAll(async () => {
    product = await startProduct({ jira: { issues: [{ key: "STORY-1", status: "Ready to Deploy" }] } });
  });
  afterAll(() => product.stop());

  /** Writes to the repository's folder on the server, as one push. */
  async function pushed<T>({ name }: SampleRepository, write: (git: GitRepository) => T): Promise<T> {
    const git = createGitRepository({ dir: product.github.repository(name).gitDir, bare: true });
    const result = write(git);
    await product.github.noticeChanges(name);
    return result;
  }

  test("an empty repository is left alone, and judged from its first push on", async () => {
    const { github } = product;
    await github.createRepository({ owner: "acme", name: "empty" });
    await github.idle();
    const live = await github.commit("acme/empty", {
      branch: "main",
      message: "Begin",
      files: { [policyFile]: samplePolicy },
    });
    const early = await github.commit("acme/empty", { branch: "deploy", message: "STORY-1 one" });
    const status = await product.finalStatus("acme/empty", early);
    expect(status).toMatchObject({
      state: "error",
      description: 'The production branch "production" does not exist',
    });
    await github.setBranch("acme/empty", "production", live);
    const green = await product.statusWhere("acme/empty", early, ({ state }) => state === "success");
    expect(green.description).toBe("OK to deploy: 1 issue, 1 commit");
  });

  test("production deleted under an open deploy: an error that says so", async () => {
    const repository = await createSampleRepository(product.github, { name: "acme/no-production" });
    const head = await repository.push("deploy", "STORY-1 one");
    expect((await product.finalStatus(repository.name, head)).state).toBe("success");
    await product.github.deleteBranch(repository.name, "production");
    const status = await product.statusWhere(repository.name, head, ({ state }) => state === "error");
    expect(status.description).toBe('The production branch "production" does not exist');
  });

  test("unrelated histories", async () => {
    const repository = await createSampleRepository(product.github, { name: "acme/unrelated" });
    const [, head = ""] = await pushed(repository, (git) =>
      git.commits([
        { branch: "deploy", message: "STORY-1 another beginning", parents: [], files: { "x.txt": "x\n" } },
        { branch: "deploy", message: "STORY-1 goes on", files: { "y.txt": "y\n" } },
      ]),
    );
    const status = await product.finalStatus(repository.name, head);
    expect(status.state).toBe("failure");
    expect(status.description).toContain("behind production by 1 commit");
    expect((await product.report(repository.name, "web", head)).commits).toHaveLength(2);
  });

  test("head is production, and head behind production: an accidental rollback", async () => {
    const repository = await createSampleRepository(product.github, { name: "acme/rollback" });
    const first = await repository.push("production", "STORY-1 one");
    await repository.push("production", "STORY-1 two");
    const third = await repository.push("production", "STORY-1 three");
    await product.github.setBranch(repository.name, "deploy", third);
    const same = await product.finalStatus(repository.name, third);
    expect(same).toMatchObject({ state: "success", description: "OK to deploy: 0 issues, 0 commits" });
    await product.github.setBranch(repository.name, "deploy", first);
    const back = await product.finalStatus(repository.name, first);
    expect(back).toMatchObject({ state: "failure", description: "behind production by 2 commits" });
  });

  const many = (count: number, live: string): CommitSpec[] =>
    Array.from({ length: count }, (_, index) => ({
      branch: "deploy",
      message: index % 10 === 0 ? `No key ${index}` : `STORY-1 change ${index}`,
      files: { [`d${index % 50}/f${index % 500}.txt`]: `${index}\n` },
      ...(index === 0 ? { parents: [live] } : {}),
    }));

  test.each([1_000, 10_000])(
    "%d commits in one push",
    async (count) => {
      const repository = await createSampleRepository(product.github, { name: `acme/commits-${count}` });
      const shas = await pushed(repository, (git) => git.commits(many(count, repository.live)));
      const head = shas.at(-1) ?? "";
      const status = await product.finalStatus(repository.name, head);
      expect(status).toMatchObject({
        state: "failure",
        description: `${count / 10} commits without an issue`,
      });
      const report = await product.report(repository.name, "web", head);
      expect(report.commits).toHaveLength(count);
      expect(report.findings).toHaveLength(count / 10);
      expect((await fetch(`${product.url}/r/${repository.name}/web/${head}`)).status).toBe(200);
    },
    60_000,
  );

  test("a commit that touches 5,000 files", async () => {
    const repository = await createSampleRepository(product.github, { name: "acme/files" });
    const files = Object.fromEntries(
      Array.from({ length: 5_000 }, (_, index) => [`d${index % 70}/file-${index}.txt`, `${index}\n`]),
    );
    const head = await pushed(repository, (git) =>
      git.commit({ branch: "deploy", message: "STORY-1 everything", parents: [repository.live], files }),
    );
    expect(await product.finalStatus(repository.name, head)).toMatchObject({
      state: "success",
      description: "OK to deploy: 1 issue, 1 commit",
    });
  });

  test("everything said to GitHub and heard from it is as published", () => {
    expect(product.github.violations).toEqual([]);
  });
});
