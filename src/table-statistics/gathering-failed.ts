/**
 * A source could not be read. The message follows "Cannot read the row counts of primary: " and holds no secret:
 * no URL, no password, nothing of a file's contents.
 */
export class GatheringFailed extends Error {
  override readonly name = "GatheringFailed";
  /** False where trying again cannot help before a person changes something. */
  readonly retryable: boolean;

  constructor(message: string, options: { readonly retryable?: boolean; readonly cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.retryable = options.retryable ?? true;
  }
}
