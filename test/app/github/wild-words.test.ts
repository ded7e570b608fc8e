import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createGitRepository } from "../../support/git-repository.js";
import { createSampleRepository, type SampleRepository } from "../sample-repository.js";
import { type Product, startProduct } from "../start-product.js";

const policy = `version: 1
targets:
  web:
    deploy: ["wild/*", "[-]*"]
    production: production
jira: { projects: [STORY] }
`;

const rightToLeft = "\u202e";

describe("words from outside, as wild as git lets them be", () => {
  let product: Product;
  let repository: SampleRepository;

  beforeAll(async () => {
    product = await startProduct({ jira: { issues: [{ key: "STORY-1", status: "Ready to Deploy" }] } });
    repository = await createSampleRepository(product.github, { name: "acme/wild", policy });
  });
  afterAll(() => product.stop());

  const page = async (path: string): Promise<string> => {
    const answer = await fetch(`${product.url}${path}`);
    expect(answer.status).toBe(200);
    return answer.text();
  };

  test("branch names", async () => {
    const names = [
      `wild/"quoted"'twice'`,
      "wild/<script>alert(1)<-script>",
      "wild/$(touch;owned)&|`x`",
      `wild/abc${rightToLeft}def`,
      "wild/--upload-pack=touch",
      "-c",
      "--upload-pack=touch",
      "wild/%2e%2e%2f",
      "wild/ünïcödé-日本語-🚀",
      `wild/${"long".repeat(40)}`,
    ];
    const heads: string[] = [];
    for (const [index, name] of names.entries()) {
      heads.push(
        await product.github.commit(repository.name, {
          branch: name,
          message: `STORY-1 on branch ${index}`,
          files: { "a.txt": `${index}\n` },
        }),
      );
    }
    for (const [index, head] of heads.entries()) {
      const status = await product.finalStatus(repository.name, head);
      expect([names[index], status.state]).toEqual([names[index], "success"]);
      const report = await product.report(repository.name, "web", head);
      expect(report.head).toEqual({ ref: names[index], sha: head });
      const html = await page(`/r/${repository.name}/web/${head}`);
      expect(html).not.toContain("<script>alert");
      expect(html).not.toContain(rightToLeft);
      expect(html).not.toContain("javascript:");
    }
    await page(`/r/${repository.name}`);
  }, 60_000);

  test("commit messages, authors and paths", async () => {
    const { gitDir } = product.github.repository(repository.name);
    const git = createGitRepository({ dir: gitDir, bare: true });
    const messages: (string | Buffer)[] = [
      `STORY-1 "quotes" 'and' \`ticks\` $(id) %s %H %x00`,
      "<script>alert(1)</script> STORY-1 <img src=x onerror=alert(1)>",
      Buffer.concat([Buffer.from("STORY-1 latin1: caf"), Buffer.from([0xe9, 0xff, 0xfe, 0x80, 0x0a])]),
      `STORY-1 ${rightToLeft}gnp.exe\u0007\u001b[31mred\u001b[0m\r\n\tand more`,
      "--format=STORY-1 -n1 --all",
      "\n\n\nSTORY-1 after empty lines\n\n\n",
      `STORY-1 ${"100 kB of words ".repeat(6_400)}`,
      `Long\n\n${"x".repeat(100_000)} STORY-1`,
      "STORY-1\u0001\u0002\u007f",
    ];
    const shas = git.commits(
      messages.map((message, index) => ({
        branch: "wild/messages",
        message,
        ...(index === 0 ? { parents: [repository.live] } : {}),
        files: { [`dir ${index}/"<b>"'\\ü-${rightToLeft}.txt`]: `${index}\n` },
        author: { name: `Eve "O'Hara" & ${rightToLeft}`, email: "eve@example.com" },
      })),
    );
    await product.github.noticeChanges(repository.name);
    const head = shas.at(-1) ?? "";
    const status = await product.finalStatus(repository.name, head);
    expect(status).toMatchObject({ state: "success", description: "OK to deploy: 1 issue, 9 commits" });
    const report = await product.report(repository.name, "web", head);
    expect(new Set(report.commits.map(({ sha }) => sha))).toEqual(new Set(shas));
    expect(report.commits.every(({ issueKeys }) => issueKeys.join() === "STORY-1")).toBe(true);
    const html = await page(`/r/${repository.name}/web/${head}`);
    expect(html).not.toContain("<script>alert");
    expect(html).not.toContain("<img");
    expect(html).not.toContain(rightToLeft);
    expect(html.length).toBeLessThan(1_000_000);
  });

  test("messages of bytes that are no text, and of nothing, have no key", async () => {
    const { gitDir } = product.github.repository(repository.name);
    const git = createGitRepository({ dir: gitDir, bare: true });
    const [, head = ""] = git.commits([
      {
        branch: "wild/none",
        message: Buffer.from([0xff, 0xfe, 0x53, 0x01, 0x54]),
        parents: [repository.live],
      },
      { branch: "wild/none", message: Buffer.alloc(0), files: { "b.txt": "b\n" } },
    ]);
    await product.github.noticeChanges(repository.name);
    const status = await product.finalStatus(repository.name, head);
    expect(status).toMatchObject({ state: "failure", description: "2 commits without an issue" });
  });

  test("everything said to GitHub and heard from it is as published", () => {
    expect(product.github.violations).toEqual([]);
  });
});
