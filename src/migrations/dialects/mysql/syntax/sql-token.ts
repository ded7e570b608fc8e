/** A token as the grammar wants it. */
export interface SqlToken {
  /** The grammar's token type. */
  readonly type: number;
  readonly text: string;
  /** Offsets in the statement's text; `stop` is that of the last character. */
  readonly start: number;
  readonly stop: number;
}
