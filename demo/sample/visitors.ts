import { jose, maya, noor, olena } from "./people.js";
import type { Person } from "./steps.js";

/** Somebody to sign in as. */
export interface Visitor extends Person {
  readonly login: string;
  /** On acme's repositories; null: none, they look as if they were not there. */
  readonly may: "read" | "write" | "admin" | null;
  /** Of acme's teams. */
  readonly team: string | null;
  /** What there is to try. */
  readonly words: string;
}

/** The team that acme/web's policy lets approve. */
export const releaseTeam = "release";

/** One of each kind that the pages tell apart. */
export const visitors: readonly Visitor[] = [
  { ...olena, login: "olena", may: "read", team: null, words: "reads everything, approves nothing" },
  {
    ...jose,
    login: "jose",
    may: "write",
    team: null,
    words: "writes: asks for another check, approves in acme/platform",
  },
  {
    ...noor,
    login: "noor",
    may: "read",
    team: releaseTeam,
    words: `reads, and is in the team ${releaseTeam}: approves in acme/web`,
  },
  {
    ...maya,
    login: "maya",
    may: "admin",
    team: null,
    words: "administers, and is named in acme/web's policy",
  },
  {
    name: "Sam Stranger",
    email: "sam@elsewhere.example",
    login: "sam",
    may: null,
    team: null,
    words: "has no access: sees no repository at all",
  },
];
