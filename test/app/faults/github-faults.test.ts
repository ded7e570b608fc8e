import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { faultActions, type FaultAction, type FaultyRequest } from "../../support/github/faults.js";
import { createSampleRepository, type SampleRepository } from "../sample-repository.js";
import { eventually, type Product, startProduct } from "../start-product.js";

const issues = [
  { key: "STORY-1", status: "Ready to Deploy" },
  { key: "STORY-2", status: "Ready to Deploy" },
];

describe("GitHub is away, slow or unwilling", () => {
  let product: Product;

  beforeAll(async () => {
    product = await startProduct({ jira: { issues } });
  });
  afterAll(() => product.stop());

  /** What the app asks GitHub for while it evaluates a push to this repository. */
  function places({ name }: SampleRepository): Record<string, (request: FaultyRequest) => boolean> {
    const { id } = product.github.repository(name);
    return {
      policy: ({ path }) => path.startsWith(`/repos/${name}/contents/`),
      token: ({ path, body }) =>
        path.endsWith("/access_tokens") && JSON.stringify(body ?? {}).includes(`"repository_ids":[${id}]`),
      git: ({ path }) => path.startsWith(`/${name}.git/`),
      status: ({ method, path }) => method === "POST" && path.startsWith(`/repos/${name}/statuses/`),
    };
  }

  function spoil(
    repository: SampleRepository,
    at: readonly string[],
    then: FaultAction,
    times?: number,
  ): () => void {
    const spots = places(repository);
    const undo = at.map((place) =>
      product.github.faults.add({
        match: spots[place] ?? (() => false),
        then,
        ...(times === undefined ? {} : { times }),
      }),
    );
    return () => undo.forEach((remove) => remove());
  }

  /** A repeated state counts once: where an answer is lost, nobody can know whether the status was taken. */
  const course = (repository: SampleRepository, sha: string): string[] =>
    product.github
      .statuses(repository.name, sha)
      .map(({ state }) => state)
      .filter((state, index, all) => state !== all[index - 1]);

  test("for a moment, everywhere: every kind of trouble passes unseen", async () => {
    const kinds: Record<string, FaultAction> = {
      "bad-gateway": faultActions.serverError(502),
      unavailable: faultActions.serverError(503),
      "too-many": faultActions.tooManyRequests(1),
      "secondary-limit": faultActions.secondaryLimit(1),
      dropped: faultActions.droppedConnection(),
      "lost-answer": faultActions.lostAnswer(),
      slow: { latencyMs: 700 },
    };
    await Promise.all(
      Object.entries(kinds).map(async ([owner, fault]) => {
        const repository = await createSampleRepository(product.github, { name: `${owner}/web`, told: true });
        spoil(repository, ["policy", "token", "status"], fault, 1);
        const head = await repository.push("deploy", "STORY-1 one");
        const status = await product.finalStatus(repository.name, head);
        expect([owner, status.state]).toEqual([owner, "success"]);
        expect([owner, course(repository, head)]).toEqual([owner, ["pending", "success"]]);
      }),
    );
  });

  test("for longer: says so instead of staying pending, never green, and judges as soon as it can be", async () => {
    const outages: Record<string, { at: string[]; fault: FaultAction; says: RegExp | null }> = {
      git: {
        at: ["git"],
        fault: faultActions.serverError(503),
        says: /^Cannot fetch away\/git: 503 since \d\d:\d\d UTC, retrying$/,
      },
      "git-dropped": {
        at: ["git"],
        fault: faultActions.droppedConnection(),
        says: /^Cannot fetch away\/git-dropped: connection lost since \d\d:\d\d UTC, retrying$/,
      },
      policy: { at: ["policy"], fault: faultActions.serverError(500), says: /GitHub.* since .*, retrying$/ },
      status: { at: ["status"], fault: faultActions.serverError(502), says: null },
    };
    await Promise.all(
      Object.entries(outages).map(async ([name, { at, fault, says }]) => {
        const repository = await createSampleRepository(product.github, { name: `away/${name}`, told: true });
        const known = await repository.push("deploy", "STORY-1 one");
        expect((await product.finalStatus(repository.name, known)).state).toBe("success");

        const mend = spoil(repository, at, fault);
        const before = product.github.requests.length;
        const head = await repository.push("deploy", "STORY-2 two");
        if (says === null) {
          const posts = (): number =>
            product.github.requests
              .slice(before)
              .filter(({ method, path }) => method === "POST" && path.includes(`/${name}/statuses/`)).length;
          await eventually("it tried to post", () => posts() > 4);
        } else {
          const error = await product.statusWhere(repository.name, head, ({ state }) => state === "error");
          expect(error.description).toMatch(says);
        }
        expect(course(repository, head)).not.toContain("success");
        mend();
        const green = await product.statusWhere(repository.name, head, ({ state }) => state === "success");
        expect(green.description).toBe("OK to deploy: 2 issues, 2 commits");
        await eventually("green it stays", () => course(repository, head).at(-1) === "success");
      }),
    );
  }, 60_000);

  test("tokens that GitHub no longer takes are replaced", async () => {
    const repository = await createSampleRepository(product.github, { name: "acme/expired", told: true });
    const first = await repository.push("deploy", "STORY-1 one");
    await product.finalStatus(repository.name, first);
    product.github.expireTokens();
    const next = await repository.push("deploy", "STORY-2 two");
    expect((await product.finalStatus(repository.name, next)).state).toBe("success");
  });

  test("a first push while even the policy cannot be read is judged once it can be", async () => {
    const repository = await createSampleRepository(product.github, { name: "acme/first", told: true });
    const mend = spoil(repository, ["policy"], faultActions.serverError(503));
    const head = await repository.push("deploy", "STORY-1 one");
    const asked = (): number =>
      product.github.requests.filter(({ path }) => path.startsWith("/repos/acme/first/contents/")).length;
    await eventually("it gave up for now", () => asked() >= 4);
    expect(product.github.statuses(repository.name, head)).toEqual([]);
    mend();
    expect((await product.finalStatus(repository.name, head)).state).toBe("success");
  });
});
