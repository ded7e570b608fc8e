import type { Repository } from "../deploys/ports/repository.js";
import { allows, type PermissionLevel } from "./permission.js";
import type { Person } from "./person.js";
import type { PermissionSource } from "./ports/permission-source.js";

/** A permission on the repository, or teams ("qa", "acme/qa") and users by name. */
export type Allowed =
  PermissionLevel | { readonly teams: readonly string[]; readonly users: readonly string[] };

/**
 * Why the person may not do something ("approve", "give QA"), by the policy and by what the host says; null: they may.
 * @throws SourceUnavailable
 */
export async function whyNot(
  permissions: Pick<PermissionSource, "permissionOf" | "isInTeam">,
  by: Allowed,
  { repository, person }: { readonly repository: Repository; readonly person: Person },
  deed: string,
): Promise<string | null> {
  const level = await permissions.permissionOf(repository, person);
  if (typeof by === "string")
    return allows(level, by) ? null : `The policy lets only those ${deed} who have ${by} access`;
  // Whoever is named has to be let into the repository, too.
  if (!allows(level, "read")) return "You may not read the repository";
  if (by.users.some((login) => login.toLowerCase() === person.login.toLowerCase())) return null;
  for (const team of by.teams) {
    const slug = slugOf(team, repository);
    if (slug !== null && (await permissions.isInTeam(repository, person, slug))) return null;
  }
  const named = [...by.teams.map((team) => `team ${team}`), ...by.users.map((login) => `@${login}`)];
  return `The policy lets only these ${deed}: ${named.join(", ")}`;
}

/** Null: it is a team of another organisation, of which nothing can be asked here. */
function slugOf(team: string, { owner }: Repository): string | null {
  const [organisation, slug] = team.includes("/") ? team.split("/") : [owner, team];
  return organisation?.toLowerCase() === owner.toLowerCase() ? (slug ?? null) : null;
}
