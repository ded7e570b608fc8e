import type { Parts } from "./parts.js";
import type { IssueEvents } from "./ports/issue-events.js";
import type { Deploy } from "./ports/store.js";

/** Has exactly the open deploys that mention an issue looked at again. */
export function createIssueEvents({ store, queue }: Pick<Parts, "store" | "queue">): IssueEvents {
  return {
    async issuesChanged({ keys, deliveryId, at }) {
      if (deliveryId !== null && (await store.seenBefore("jira-webhook", deliveryId))) return;
      await store.recordIssueChanges(keys, at.toISOString());
      const deploys = await store.deploysMentioning(keys);
      await Promise.all(distinctRefs(deploys).map((request) => queue.request(request)));
      // Marked only now: a delivery that could not be queued must count when it is sent again.
      if (deliveryId !== null) await store.firstSeen("jira-webhook", deliveryId, at.toISOString());
    },
  };
}

function distinctRefs(deploys: readonly Deploy[]): readonly Pick<Deploy, "repositoryId" | "ref">[] {
  const byKey = new Map(
    deploys.map(({ repositoryId, ref }) => [`${repositoryId} ${ref}`, { repositoryId, ref }] as const),
  );
  return [...byKey.values()];
}
