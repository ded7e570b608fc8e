import type { Fixes } from "../../access/fix-issue-offers.js";
import type { TypedValue } from "../../access/fix-issue-input.js";
import type { Choice } from "../../deploys/ports/issue-editor.js";

/** What somebody typed into one of the page's forms, and what there is to say about it. */
export interface FixAttempt {
  readonly kind: "field" | "move";
  /** The field's id, or the transition's. */
  readonly about: string;
  readonly typed: ReadonlyMap<string, TypedValue>;
  /** By the field's id. */
  readonly errors: Readonly<Record<string, string>>;
  /** People that were found for a field; null: nobody was looked for. */
  readonly found: { readonly field: string; readonly people: readonly Choice[] } | null;
}

/** What a page about one issue shows. */
export interface FixView {
  readonly fixes: Fixes;
  /** Null: the page as it is at first. */
  readonly attempt: FixAttempt | null;
  /** What is said above all. */
  readonly notice: { readonly title: string; readonly words: readonly string[] } | null;
}
