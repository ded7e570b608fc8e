export type IndexKind = "primary" | "unique" | "plain" | "fulltext" | "spatial";

/** An index as CREATE TABLE, ADD and CREATE INDEX write it. */
export interface IndexDefinition {
  readonly kind: IndexKind;
  /** Null where the server makes one up. */
  readonly name: string | null;
  /** Column names; an expression stands as its text in parentheses. */
  readonly columns: readonly string[];
  /** How much of each column is kept, `name(20)`; null: all of it. */
  readonly prefixes?: readonly (number | null)[];
}
