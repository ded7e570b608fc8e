import type { Repository } from "./repository.js";
import type { ReportedDeployment } from "./store.js";

/** Takes what a deploy tool says it did (contract 5.6). */
export interface DeploymentReports {
  /** By owner and name, in any case. */
  repositoryByName(owner: string, name: string): Promise<Repository | null>;
  /**
   * Resolves once the report is stored and what follows from it durably queued.
   * `unknown-target`: the repository's policy has no target of that name, and nothing was stored.
   */
  report(deployment: ReportedDeployment): Promise<"accepted" | "unknown-target">;
}
