import { createHmac, randomUUID } from "node:crypto";
import type { Json } from "../json/json.js";
import { nowInstant } from "../world/sequence.js";
import type { World } from "../world/world.js";
import type { Delivery } from "./delivery.js";

export interface Occurrence {
  readonly event: string;
  readonly action: string | null;
  readonly payload: Json;
  readonly installationId: number | null;
  readonly repositoryId: number | null;
}

/** "lose": recorded as failed, never sent. "lose-trace": not even recorded. "twice": sent again right away. */
export type Disturbance = "lose" | "lose-trace" | "twice";

interface Disturbing {
  readonly match: (occurrence: Occurrence) => boolean;
  times: number;
  readonly kind: Disturbance;
}

/**
 * Sends events to the app's webhook, signed, one after the other for each repository. A delivery that fails is
 * kept and not tried again, as on GitHub, until somebody asks for it.
 */
export class WebhookSender {
  url: string | null = null;
  /** How long the receiver may take, in milliseconds: ten seconds on GitHub. */
  timeoutMs = 10_000;
  readonly deliveries: Delivery[] = [];
  readonly #world: World;
  readonly #observe: (occurrence: Occurrence) => void;
  readonly #queues = new Map<number | null, Promise<void>>();
  readonly #disturbances: Disturbing[] = [];
  readonly #stop = new AbortController();

  constructor(world: World, observe: (occurrence: Occurrence) => void) {
    this.#world = world;
    this.#observe = observe;
  }

  /** Spoils the next `times` events that match; answers a function that ends it. */
  disturb(kind: Disturbance, match: (occurrence: Occurrence) => boolean, times: number): () => void {
    const disturbing: Disturbing = { match, times, kind };
    this.#disturbances.push(disturbing);
    return () => {
      disturbing.times = 0;
    };
  }

  /** Queues an event; nothing happens while the app has no webhook address. */
  send(occurrence: Occurrence): void {
    this.#observe(occurrence);
    if (this.url === null) return;
    const kind = this.#takeDisturbance(occurrence);
    if (kind === "lose-trace") return;
    const delivery = this.#record(occurrence, randomUUID(), false);
    if (kind === "lose") {
      Object.assign(delivery, { status: "failed to connect to host", statusCode: 502 });
      return;
    }
    this.#enqueue(delivery);
    if (kind === "twice") this.#enqueue(this.#record(occurrence, delivery.guid, true));
  }

  /** A new attempt of an earlier delivery: same guid and payload. */
  redeliver(id: number): Delivery | null {
    const earlier = this.deliveries.find((delivery) => delivery.id === id);
    if (earlier === undefined) return null;
    const again = this.#record(earlier, earlier.guid, true);
    this.#enqueue(again);
    return again;
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    while (this.#queues.size > 0) await Promise.all(this.#queues.values());
  }

  /** Gives up what is under way. */
  stop(): void {
    this.#stop.abort();
  }

  #takeDisturbance(occurrence: Occurrence): Disturbance | null {
    const disturbing = this.#disturbances.find((one) => one.times > 0 && one.match(occurrence));
    if (disturbing === undefined) return null;
    disturbing.times -= 1;
    return disturbing.kind;
  }

  #record(occurrence: Occurrence, guid: string, redelivery: boolean): Delivery {
    const delivery: Delivery = {
      id: this.#world.nextId(),
      guid,
      event: occurrence.event,
      action: occurrence.action,
      installationId: occurrence.installationId,
      repositoryId: occurrence.repositoryId,
      payload: occurrence.payload,
      redelivery,
      deliveredAt: nowInstant(),
      duration: 0,
      status: "pending",
      statusCode: 0,
      requestHeaders: {},
      responseBody: null,
    };
    this.deliveries.push(delivery);
    return delivery;
  }

  #enqueue(delivery: Delivery): void {
    const key = delivery.repositoryId;
    const before = this.#queues.get(key) ?? Promise.resolve();
    const sent = before.then(() => this.#post(delivery));
    this.#queues.set(key, sent);
    void sent.finally(() => {
      if (this.#queues.get(key) === sent) this.#queues.delete(key);
    });
  }

  async #post(delivery: Delivery): Promise<void> {
    if (this.url === null || this.#stop.signal.aborted) return;
    const body = JSON.stringify(delivery.payload);
    const sign = (algorithm: string) =>
      createHmac(algorithm, this.#world.app.webhookSecret).update(body).digest("hex");
    delivery.requestHeaders = {
      accept: "*/*",
      "content-type": "application/json",
      "user-agent": "GitHub-Hookshot/local",
      "x-github-delivery": delivery.guid,
      "x-github-event": delivery.event,
      "x-github-hook-id": "1",
      "x-github-hook-installation-target-id": String(this.#world.app.id),
      "x-github-hook-installation-target-type": "integration",
      "x-hub-signature": `sha1=${sign("sha1")}`,
      "x-hub-signature-256": `sha256=${sign("sha256")}`,
    };
    const started = performance.now();
    const timeout = AbortSignal.timeout(this.timeoutMs);
    try {
      const response = await fetch(this.url, {
        method: "POST",
        headers: delivery.requestHeaders,
        body,
        redirect: "manual",
        signal: AbortSignal.any([timeout, this.#stop.signal]),
      });
      delivery.responseBody = await response.text();
      delivery.statusCode = response.status;
      delivery.status = response.ok ? "OK" : `Invalid HTTP Response: ${response.status}`;
    } catch {
      delivery.statusCode = timeout.aborted ? 504 : 502;
      delivery.status = timeout.aborted ? "timed out" : "failed to connect to host";
    }
    delivery.duration = Number(((performance.now() - started) / 1000).toFixed(3));
  }
}
