import type { Json } from "../json/json.js";

/** One attempt to deliver one event. */
export interface Delivery {
  readonly id: number;
  /** The same for every attempt of one event: X-GitHub-Delivery. */
  readonly guid: string;
  readonly event: string;
  readonly action: string | null;
  readonly installationId: number | null;
  readonly repositoryId: number | null;
  readonly payload: Json;
  readonly redelivery: boolean;
  readonly deliveredAt: string;
  /** Seconds. */
  duration: number;
  /** "OK", or what went wrong; "pending" until answered. */
  status: string;
  statusCode: number;
  requestHeaders: Readonly<Record<string, string>>;
  responseBody: string | null;
}

/** Whether the receiver took it. */
export function succeeded(delivery: Delivery): boolean {
  return delivery.statusCode >= 200 && delivery.statusCode < 400;
}
