/** One thing to look at again: everything a repository's policy says about a ref. */
export interface CheckRequest {
  readonly repositoryId: number;
  /** "refs/heads/deploy", "refs/tags/production-1"; a merge group is named by its own ref. */
  readonly ref: string;
}

/** Durable: a request that was accepted survives a crash. Requests for one ref that wait collapse into one. */
export interface CheckQueue {
  request(check: CheckRequest): Promise<void>;
  /** Asks again at an instant, without holding up or replacing requests that come in before. */
  requestAt(check: CheckRequest, at: Date): Promise<void>;
}
