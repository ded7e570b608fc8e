import type { CommitStatusEntry } from "./world/entities.js";

/** A commit status as tests look at it. */
export interface PostedStatus {
  readonly id: number;
  readonly sha: string;
  readonly context: string;
  readonly state: CommitStatusEntry["state"];
  readonly description: string | null;
  readonly targetUrl: string | null;
  /** Login: the app's is "<slug>[bot]". */
  readonly creator: string;
  readonly createdAt: string;
}

export function postedStatus({ creator, ...status }: CommitStatusEntry): PostedStatus {
  return { ...status, creator: creator.login };
}
