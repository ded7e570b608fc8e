import { enumerate } from "../checker/enumerate.js";
import type { Allowed } from "./why-not.js";

/** What somebody needs in order to be allowed: "write access to the repository", "a member of team qa or @ada". */
export function needsOf(by: Allowed): string {
  if (typeof by === "string") return `${by} access to the repository`;
  const teams = by.teams.map((team) => `a member of team ${team}`);
  return enumerate([...teams, ...by.users.map((login) => `@${login}`)], "or");
}
