import type { TypedValue } from "../../access/fix-issue-input.js";
import type { Choice, Control } from "../../deploys/ports/issue-editor.js";

export interface ValueControlProps {
  readonly field: string;
  readonly label: string;
  /** Unique on the page. */
  readonly id: string;
  readonly control: Control;
  readonly typed: TypedValue;
  readonly hint: string;
  /** "": there is none. */
  readonly error: string;
  /** Whom a search found; null: nobody was looked for. */
  readonly people: readonly Choice[] | null;
}

/** What every control has in common: what describes it, and whether it is wrong. */
export interface Described {
  readonly "aria-describedby"?: string;
  readonly "aria-invalid"?: "true";
}
