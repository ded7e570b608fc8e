import type { Report } from "../checker/report.js";
import type { Clock } from "./ports/clock.js";
import type { CheckQueue } from "./ports/check-queue.js";
import type { CodeHost } from "./ports/code-host.js";
import type { IssueTracker } from "./ports/issue-tracker.js";
import type { MigrationEstimator } from "./ports/migration-estimator.js";
import type { Mirror } from "./ports/mirror.js";
import type { Store } from "./ports/store.js";
import type { TableStatistics } from "./ports/table-statistics.js";
import type { ProgressBoard } from "./progress-board.js";
import type { StatusPublisher } from "./status-publisher.js";

/** What a use case may say about its work, in the terms of pino. */
export interface Logger {
  debug(data: object, message: string): void;
  info(data: object, message: string): void;
  warn(data: object, message: string): void;
  error(data: object, message: string): void;
}

/** Everything the use cases of a server work with; built once by the composition root. */
export interface Parts {
  readonly codeHost: CodeHost;
  readonly issueTracker: IssueTracker;
  readonly mirror: Mirror;
  readonly tableStatistics: TableStatistics;
  readonly migrationEstimator: MigrationEstimator;
  readonly store: Store;
  readonly queue: CheckQueue;
  readonly publisher: StatusPublisher;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Where running checks say how far they are. */
  readonly progress: ProgressBoard;
  /** Told of every report that was saved; for metrics. */
  readonly onReport: (report: Report) => void;
  /** In [0, 1); for jitter. */
  readonly random: () => number;
}
