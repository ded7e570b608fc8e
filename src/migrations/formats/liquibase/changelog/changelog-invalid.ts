/** A file that is no changelog as Liquibase reads them. */
export class ChangelogInvalid extends Error {
  override readonly name = "ChangelogInvalid";
  /** From 1. */
  readonly line: number;

  constructor(line: number, message: string) {
    super(message);
    this.line = line;
  }
}
