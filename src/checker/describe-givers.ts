import { enumerate } from "./enumerate.js";
import type { SignOffGivers } from "./sign-off-givers.js";

/** "team qa or @ada", "whoever is on call": who may give a sign-off. */
export function describeGivers(by: SignOffGivers): string {
  if (by === "on-call") return "whoever is on call";
  if (typeof by === "string") return `whoever has ${by} access`;
  return enumerate(
    [...by.teams.map((team) => `team ${team}`), ...by.users.map((login) => `@${login}`)],
    "or",
  );
}
