/** Issues that the tracker says were created, edited, moved or deleted. */
export interface IssuesChanged {
  /** Upper-case keys, old and new where an issue was moved; at least one. */
  readonly keys: readonly string[];
  /** The tracker's identifier of the delivery, the same when it is sent again; null where it gives none. */
  readonly deliveryId: string | null;
  readonly at: Date;
}

/** What happens in the issue tracker, as far as deploys care. */
export interface IssueEvents {
  /**
   * Resolves once the deploys that mention an issue are durably queued to be looked at again; a rejection
   * makes the delivery fail, so that the tracker sends it again. A delivery that was seen before does nothing.
   */
  issuesChanged(event: IssuesChanged): Promise<void>;
}
