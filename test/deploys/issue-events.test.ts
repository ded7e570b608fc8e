import { expect, test } from "vitest";
import { createIssueEvents } from "../../src/deploys/issue-events.js";
import type { CheckRequest } from "../../src/deploys/ports/check-queue.js";
import type { Deploy } from "../../src/deploys/ports/store.js";

const deploy = { repositoryId: 7, ref: "refs/heads/deploy", target: "web" } as Deploy;
const event = { keys: ["STORY-1"], deliveryId: "delivery-1", at: new Date("2026-11-20T10:00:00Z") };

function start({ failures }: { failures: number }) {
  const seen = new Set<string>();
  const requests: CheckRequest[] = [];
  let left = failures;
  const events = createIssueEvents({
    store: {
      recordIssueChanges: () => Promise.resolve(),
      seenBefore: (_kind: string, id: string) => Promise.resolve(seen.has(id)),
      firstSeen: (_kind: string, id: string) => Promise.resolve(!seen.has(id) && seen.add(id).has(id)),
      deploysMentioning: () => Promise.resolve([deploy, { ...deploy, target: "api" }]),
    } as never,
    queue: {
      request(request: CheckRequest) {
        if (left-- > 0) return Promise.reject(new Error("the database is away"));
        requests.push(request);
        return Promise.resolve();
      },
      requestAt: () => Promise.resolve(),
    },
  });
  return { events, requests };
}

test("asks once for each ref, and a delivery that comes twice counts once", async () => {
  const { events, requests } = start({ failures: 0 });
  await events.issuesChanged(event);
  await events.issuesChanged(event);
  expect(requests).toEqual([{ repositoryId: 7, ref: "refs/heads/deploy" }]);
});

test("a delivery that could not be queued counts when it is sent again", async () => {
  const { events, requests } = start({ failures: 1 });
  await expect(events.issuesChanged(event)).rejects.toThrow("the database is away");
  await events.issuesChanged(event);
  expect(requests).toHaveLength(1);
});
