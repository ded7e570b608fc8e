import { jose, maya, noor, olena, priya, sakura } from "./people.js";
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

/** The team whose sign-off acme's policies ask for. */
export const qaTeam = "qa";

/** One of each kind that the pages tell apart. */
export const visitors: readonly Visitor[] = [
  {
    ...maya,
    login: "maya",
    may: "admin",
    team: null,
    words: "is responsible for acme/web: approves there, puts issues right in Jira from the page",
  },
  {
    ...noor,
    login: "noor",
    may: "read",
    team: releaseTeam,
    words: `is in the team ${releaseTeam}: approves in acme/web, may not write`,
  },
  {
    ...sakura,
    login: "sakura",
    may: "read",
    team: qaTeam,
    words: `is in the team ${qaTeam}: gives the sign-off QA; the dashboard waits for nothing else`,
  },
  { ...priya, login: "priya", may: "read", team: null, words: "gives the sign-off Product in acme/web" },
  {
    ...jose,
    login: "jose",
    may: "write",
    team: null,
    words: "is on call and signs off as that, asks for another check, approves in acme/platform",
  },
  { ...olena, login: "olena", may: "read", team: null, words: "reads everything, and changes nothing" },
  {
    name: "Sam Stranger",
    email: "sam@elsewhere.example",
    login: "sam",
    may: null,
    team: null,
    words: "has no access: sees no repository at all",
  },
];

/** Whom the demo's rota names as on call. */
export const onCallVisitor = { login: "jose", name: jose.name } as const;
