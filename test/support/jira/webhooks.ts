import { createHmac, randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";

export interface WebhookRegistration {
  readonly url: string;
  /** Signs as `X-Hub-Signature`; without it the deliveries are unsigned, as old Data Center's are. */
  readonly secret?: string;
}

export interface WebhookDelivery {
  readonly url: string;
  readonly event: string;
  readonly identifier: string;
  readonly body: string;
  /** Status of every attempt; 0: no answer. */
  readonly statuses: readonly number[];
}

export interface Webhooks {
  readonly deliveries: readonly WebhookDelivery[];
  register(registration: WebhookRegistration): void;
  emit(event: string, body: object): void;
  /** Sends a delivery again under its identifier, as Jira may do. */
  repeat(delivery: WebhookDelivery): Promise<void>;
  /** Waits until nothing is on its way. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** Jira tries a delivery five more times. */
const retries = 5;
const attemptMs = 10_000;

export function createWebhooks(options: { readonly retryDelayMs: number }): Webhooks {
  const registrations: WebhookRegistration[] = [];
  const deliveries: (WebhookDelivery & { statuses: number[] })[] = [];
  const underWay = new Set<Promise<void>>();
  const closing = new AbortController();
  /** Deliveries to one address go out in the order of the events. */
  const queues = new Map<string, Promise<void>>();

  async function post(
    { url, secret }: WebhookRegistration,
    { identifier, body }: WebhookDelivery,
    retry: number,
  ): Promise<number> {
    const headers: Record<string, string> = {
      "content-type": "application/json; charset=UTF-8",
      "user-agent": "Atlassian Webhook HTTP Client",
      "x-atlassian-webhook-identifier": identifier,
      "x-atlassian-webhook-flow": "Primary",
    };
    if (retry > 0) headers["x-atlassian-webhook-retry"] = String(retry);
    if (secret !== undefined) {
      headers["x-hub-signature"] = `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
    }
    try {
      const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(attemptMs)]);
      const response = await fetch(url, { method: "POST", headers, body, signal });
      await response.arrayBuffer();
      return response.status;
    } catch {
      return 0;
    }
  }

  async function deliver(
    registration: WebhookRegistration,
    delivery: WebhookDelivery & { statuses: number[] },
  ): Promise<void> {
    for (let retry = 0; retry <= retries && !closing.signal.aborted; retry++) {
      const status = await post(registration, delivery, retry);
      delivery.statuses.push(status);
      if (status >= 200 && status < 300) return;
      await wait(options.retryDelayMs, undefined, { signal: closing.signal }).catch(() => undefined);
    }
  }

  function track(work: Promise<void>): Promise<void> {
    const tracked = work.finally(() => underWay.delete(tracked));
    underWay.add(tracked);
    return tracked;
  }

  return {
    deliveries,
    register: (registration) => void registrations.push(registration),
    emit(event, body) {
      const text = JSON.stringify({ timestamp: Date.now(), webhookEvent: event, ...body });
      for (const registration of registrations) {
        const { url } = registration;
        const delivery = { url, event, identifier: randomUUID(), body: text, statuses: [] };
        deliveries.push(delivery);
        const before = queues.get(url) ?? Promise.resolve();
        queues.set(url, track(before.then(() => deliver(registration, delivery))));
      }
    },
    async repeat(delivery) {
      const registration = registrations.find(({ url }) => url === delivery.url);
      if (registration !== undefined) await post(registration, delivery, 1);
    },
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    async close() {
      closing.abort();
      await Promise.all(underWay);
    },
  };
}
