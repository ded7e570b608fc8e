import type { Repository } from "./repository.js";

export interface PostedTimings {
  readonly repositoryId: number;
  readonly target: string;
  /** The head that was deployed. */
  readonly sha: string;
  readonly at: string;
  readonly timings: readonly {
    /** Its path in the repository, or its file's name with or without the ending. */
    readonly migration: string;
    readonly seconds: number;
  }[];
}

export interface RecordedTimings {
  /** Migrations whose durations were taken up. */
  readonly recorded: readonly string[];
  /** Those that nothing can be learned from, and why. */
  readonly ignored: readonly { readonly migration: string; readonly reason: string }[];
}

/** Takes how long migrations really took. */
export interface MigrationTimings {
  /** By owner and name, in any case. */
  repositoryByName(owner: string, name: string): Promise<Repository | null>;
  /** `unknown-deploy`: nobody has estimated what that commit's migrations would take. */
  record(timings: PostedTimings): Promise<RecordedTimings | "unknown-deploy">;
}
