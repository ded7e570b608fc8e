import type { AppPermissions } from "./world/entities.js";

/** An exchange over the REST API, as the `onExchange` hook sees it. */
export interface Exchange {
  readonly method: string;
  /** Without the prefix `/api/v3`, percent-encoded as sent. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly requestBody: unknown;
  readonly status: number;
  /** Parsed JSON; undefined where the answer had none. */
  readonly responseBody: unknown;
  /** The answer was a file's bytes rather than JSON. */
  readonly raw: boolean;
}

export interface GitHubOptions {
  /** A free one when left out. */
  readonly port?: number;
  /** Added to every answer, git's included. */
  readonly latencyMs?: number;
  readonly appId?: number;
  readonly appSlug?: string;
  readonly webhookSecret?: string;
  /** What every installation grants; the least that the product asks for when left out. */
  readonly permissions?: AppPermissions;
  /** The events the app listens to; those of installations come in any case. */
  readonly events?: readonly string[];
  /** Where repositories are kept; a temporary folder, removed at the end, when left out. */
  readonly reposDir?: string;
  /** Collects in `violations` what differs from GitHub's published description, where that is at hand. */
  readonly validate?: boolean;
  readonly onExchange?: (exchange: Exchange) => void;
}

export const defaultPermissions: AppPermissions = {
  metadata: "read",
  contents: "read",
  pull_requests: "read",
  deployments: "read",
  merge_queues: "read",
  statuses: "write",
};

export const defaultEvents: readonly string[] = [
  "check_run",
  "create",
  "delete",
  "deployment_status",
  "merge_group",
  "pull_request",
  "push",
  "release",
  "repository",
  "status",
];
