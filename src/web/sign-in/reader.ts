import type { Person } from "../../access/person.js";

/** Who asks for a page. */
export type Reader =
  /** Somebody at the very machine that the service runs on, where no sign-in is set up. */
  | { readonly kind: "local" }
  /** A program with a read token of API_TOKENS. */
  | { readonly kind: "script"; readonly name: string }
  | { readonly kind: "person"; readonly person: Person };

/** What the guards leave for the routes. */
export interface WebEnv {
  Variables: { reader?: Reader };
}
