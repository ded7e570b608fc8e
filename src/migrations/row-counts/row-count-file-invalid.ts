/** One thing that is wrong with a row-count file. */
export interface RowCountMistake {
  /** Where: `tables.calls.rows`, `tables["odd name"].columns.id`; "" for the file as a whole. */
  readonly path: string;
  /** Follows the path: "is not a number". */
  readonly problem: string;
}

const shown = 20;

/** A row-count file cannot be used. The message lists its mistakes, one a line, and quotes nothing of the file's values. */
export class RowCountFileInvalid extends Error {
  override readonly name = "RowCountFileInvalid";
  readonly mistakes: readonly RowCountMistake[];

  constructor(mistakes: readonly RowCountMistake[]) {
    const lines = mistakes
      .slice(0, shown)
      .map(({ path, problem }) => (path === "" ? `it ${problem}` : `${path} ${problem}`));
    const more = mistakes.length > shown ? [`and ${mistakes.length - shown} more mistakes`] : [];
    super(
      lines.length === 1
        ? `the row-count file cannot be used: ${lines.join("")}`
        : ["the row-count file cannot be used:", ...[...lines, ...more].map((line) => `  ${line}`)].join(
            "\n",
          ),
    );
    this.mistakes = mistakes;
  }
}
