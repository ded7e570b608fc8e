import { describe, expect, test } from "vitest";
import type { PermissionLevel } from "../../src/access/permission.js";
import { createRepositoryAccess } from "../../src/access/repository-access.js";
import { SourceUnavailable } from "../../src/deploys/ports/unavailable.js";

const ada = { id: 1, login: "ada", name: null };
const web = { id: 7, owner: "acme", name: "web", installationId: 1, defaultBranch: "main" };

function start(answers: (PermissionLevel | null | Error)[]) {
  let now = 0;
  let asked = 0;
  const permissionOf = (): Promise<PermissionLevel | null> => {
    const answer = answers[Math.min(asked++, answers.length - 1)] ?? null;
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  const access = createRepositoryAccess(
    { permissionOf, loginNow: () => Promise.resolve(ada.login) },
    { now: () => new Date(now) },
    () => Promise.resolve(),
  );
  return { access, asked: () => asked, pass: (ms: number) => void (now += ms) };
}

describe("what GitHub said about a person", () => {
  test("is believed for a minute for reading", async () => {
    const { access, asked, pass } = start(["read", null]);
    expect(await access.mayRead(ada, web)).toBe(true);
    pass(59_999);
    expect(await access.mayRead(ada, web)).toBe(true);
    expect(asked()).toBe(1);
    pass(1);
    expect(await access.mayRead(ada, web)).toBe(false);
  });

  test("is asked anew for acting, which reading then believes", async () => {
    const { access, asked } = start(["admin", null]);
    expect(await access.mayRead(ada, web)).toBe(true);
    expect(await access.permissionNow(ada, web)).toBeNull();
    expect(await access.mayRead(ada, web)).toBe(false);
    expect(asked()).toBe(2);
  });

  test("is no permission where GitHub cannot tell, and is asked again", async () => {
    const away = new SourceUnavailable("Cannot reach GitHub: 503", { kind: "github-unavailable" });
    const { access } = start([away, "read"]);
    await expect(access.mayRead(ada, web)).rejects.toBe(away);
    expect(await access.mayRead(ada, web)).toBe(true);
  });

  test("holds for one person and one repository", async () => {
    const { access } = start(["read", null, null]);
    expect(await access.mayRead(ada, web)).toBe(true);
    expect(await access.mayRead({ ...ada, id: 2 }, web)).toBe(false);
    expect(await access.mayRead(ada, { ...web, id: 8 })).toBe(false);
  });
});
