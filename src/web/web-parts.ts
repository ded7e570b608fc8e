import type { DeployPeople } from "../access/people-of-deploy.js";
import type { ProgressBoard } from "../deploys/progress-board.js";
import type { CheckQueue } from "../deploys/ports/check-queue.js";
import type { Clock } from "../deploys/ports/clock.js";
import type { Store } from "../deploys/ports/store.js";
import type { SignInParts } from "./sign-in/sign-in-parts.js";

/** The part of the log that the pages write to: what failed and why, never shown to the reader. */
export interface WebLogger {
  error(details: { readonly err: unknown; readonly path?: string }, message: string): void;
}

/** Figures in the format of a monitoring system. */
export interface Metrics {
  readonly contentType: string;
  readonly body: string;
}

/** What the pages are made of. */
export interface WebParts {
  readonly store: Pick<
    Store,
    | "repositories"
    | "repositoryByName"
    | "targetsOf"
    | "pendingStatuses"
    | "governingPolicy"
    | "policyMistakes"
    | "report"
    | "reportOf"
    | "status"
    | "statusesAround"
    | "openDeploys"
    | "history"
    | "historyPoints"
    | "searchDeploys"
    | "auditLines"
    | "auditTargets"
  >;
  readonly queue: Pick<CheckQueue, "request">;
  readonly clock: Clock;
  /** Where people reach the service. */
  readonly publicUrl: URL;
  /** How people sign in; where absent, the pages are served to this very machine only. */
  readonly signIn?: SignInParts | undefined;
  /** The checks that run in this process; where absent, pages do not follow them. */
  readonly progress?: Pick<ProgressBoard, "of" | "watch"> | undefined;
  /** Who answers for a deploy; where absent, pages do not say. */
  readonly people?: DeployPeople | undefined;
  /** Aborted when the service stops, so that nobody waits for streams that last. */
  readonly stopping?: AbortSignal | undefined;
  /** Resolves where the service can do its work; rejects with the reason where it cannot. */
  readonly ready?: (() => Promise<void>) | undefined;
  /** The figures for `/metrics`; not found where absent. */
  readonly metrics?: (() => Promise<Metrics>) | undefined;
  readonly logger?: WebLogger | undefined;
  readonly version?: string | undefined;
}
