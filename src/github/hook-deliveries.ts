import { z } from "zod";
import type { Clock } from "../deploys/ports/clock.js";
import type { CodeHost } from "../deploys/ports/code-host.js";
import type { GitHubClient } from "./github-client.js";
import { GitHubUnavailable } from "./github-unavailable.js";

const deliveries = z.array(
  z.object({
    // Octokit reads numbers beyond 2^53 as bigint.
    id: z.union([z.number(), z.bigint()]),
    guid: z.string(),
    delivered_at: z.string(),
    status_code: z.number(),
  }),
);

/** One attempt to deliver a webhook; attempts of one event share the guid. */
export type Delivery = z.infer<typeof deliveries>[number];

/** GitHub does not send failed webhooks again by itself; it keeps them for three days. */
export function createHookDeliveries(client: GitHubClient, clock: Clock): Pick<CodeHost, "redeliverFailed"> {
  async function redeliver(delivery: Delivery): Promise<number> {
    try {
      await client.request(
        "app",
        "POST /app/hook/deliveries/{delivery_id}/attempts",
        { delivery_id: String(delivery.id) },
        z.unknown(),
      );
      return 1;
    } catch (error) {
      // Too old by now, or its installation is gone: nothing that could be sent again.
      if (error instanceof GitHubUnavailable && (error.status === 404 || error.status === 422)) return 0;
      throw error;
    }
  }

  return {
    async redeliverFailed(since) {
      const attempts: Delivery[] = [];
      try {
        for await (const page of client.pages("app", "GET /app/hook/deliveries", {}, deliveries)) {
          const recent = page.filter((delivery) => Date.parse(delivery.delivered_at) >= since.getTime());
          attempts.push(...recent);
          if (recent.length < page.length) break;
        }
      } catch (error) {
        // The app has no webhook of its own there, or the server keeps no deliveries: the sweep finds what was lost.
        if (!(error instanceof GitHubUnavailable) || error.status !== 404) throw error;
      }
      let asked = 0;
      // In the order in which the events happened.
      for (const delivery of dueForRedelivery(attempts, clock.now())) asked += await redeliver(delivery);
      return asked;
    },
  };
}

/**
 * The latest attempt of every event that no attempt delivered, oldest first. What failed once is due at once; after each
 * further failure the pause doubles from two minutes, so that a delivery we can never take does not come for ever.
 */
export function dueForRedelivery(attempts: readonly Delivery[], now: Date): readonly Delivery[] {
  const byEvent = Map.groupBy(attempts, (attempt) => attempt.guid);
  const due = [...byEvent.values()].flatMap((ofEvent) => {
    if (ofEvent.some(({ status_code: code }) => code >= 200 && code < 400)) return [];
    const latest = ofEvent.reduce((a, b) =>
      Date.parse(b.delivered_at) > Date.parse(a.delivered_at) ? b : a,
    );
    const pauseMs = ofEvent.length === 1 ? 0 : 60_000 * 2 ** (ofEvent.length - 1);
    return now.getTime() - Date.parse(latest.delivered_at) >= pauseMs ? [latest] : [];
  });
  return due.sort((a, b) => Date.parse(a.delivered_at) - Date.parse(b.delivered_at));
}
