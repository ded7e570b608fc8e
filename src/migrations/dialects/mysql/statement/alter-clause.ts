import type { ColumnDefinition, Place } from "./column.js";
import type { IndexDefinition } from "./index-definition.js";

/** One clause of an ALTER TABLE. */
export type AlterClause =
  | { readonly type: "add-column"; readonly column: ColumnDefinition; readonly place: Place }
  | {
      readonly type: "change-column";
      readonly from: string;
      readonly column: ColumnDefinition;
      readonly place: Place;
    }
  /** The column is restated as it is, but for this: a tool reads its definition from the database. */
  | { readonly type: "column-nullability"; readonly name: string; readonly nullable: boolean }
  | { readonly type: "column-comment"; readonly name: string }
  | { readonly type: "drop-column"; readonly name: string }
  | { readonly type: "rename-column"; readonly from: string; readonly to: string }
  | { readonly type: "set-default" | "drop-default"; readonly column: string }
  | { readonly type: "add-index"; readonly index: IndexDefinition }
  | { readonly type: "drop-index" | "alter-index"; readonly name: string }
  | { readonly type: "rename-index"; readonly from: string; readonly to: string }
  | { readonly type: "drop-primary-key" }
  | {
      readonly type: "add-foreign-key";
      readonly columns: readonly string[];
      readonly references: string;
    }
  | { readonly type: "drop-foreign-key"; readonly name: string }
  | { readonly type: "add-check"; readonly enforced: boolean }
  /** A check, or whatever has the name: DROP CONSTRAINT does not tell. */
  | { readonly type: "drop-constraint"; readonly name: string }
  | { readonly type: "alter-check"; readonly enforced: boolean }
  | { readonly type: "rename-table"; readonly to: string }
  | { readonly type: "convert-charset"; readonly charset: string | null }
  | { readonly type: "force" }
  | { readonly type: "system-versioning"; readonly add: boolean }
  | { readonly type: "order-by" }
  | { readonly type: "keys"; readonly enable: boolean }
  | { readonly type: "option"; readonly name: string; readonly value: string }
  | { readonly type: "partition"; readonly action: string; readonly text: string }
  | { readonly type: "tablespace"; readonly discard: boolean }
  /** A clause that the grammar reads and that is not known here. */
  | { readonly type: "other"; readonly text: string };

export type RequestedAlgorithm = "default" | "instant" | "nocopy" | "inplace" | "copy";
export type RequestedLock = "default" | "none" | "shared" | "exclusive";

export interface AlterTable {
  readonly table: string;
  readonly clauses: readonly AlterClause[];
  readonly algorithm: RequestedAlgorithm;
  readonly lock: RequestedLock;
}
