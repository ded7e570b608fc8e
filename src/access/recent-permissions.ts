import type { Clock } from "../deploys/ports/clock.js";
import type { PermissionSource } from "./ports/permission-source.js";
import type { RepositoryAccess } from "./repository-access.js";

const believedForMs = 60_000;
const remembered = 10_000;

/** What the host said within the last minute: for what to show, never for what to do. */
export function createRecentPermissions(
  source: Pick<PermissionSource, "isInTeam">,
  access: Pick<RepositoryAccess, "permissionLately">,
  clock: Clock,
): Pick<PermissionSource, "permissionOf" | "isInTeam"> {
  const memberships = new Map<string, { readonly answer: Promise<boolean>; readonly until: number }>();

  return {
    permissionOf: (repository, person) => access.permissionLately(person, repository),
    isInTeam(repository, person, teamSlug) {
      const now = clock.now().getTime();
      const key = `${person.id} ${repository.id} ${teamSlug.toLowerCase()}`;
      const known = memberships.get(key);
      if (known !== undefined && known.until > now) return known.answer;
      const asked = { answer: source.isInTeam(repository, person, teamSlug), until: now + believedForMs };
      memberships.delete(key);
      memberships.set(key, asked);
      for (const oldest of memberships.keys()) {
        if (memberships.size <= remembered) break;
        memberships.delete(oldest);
      }
      // A failure is not remembered.
      asked.answer.catch(() => {
        if (memberships.get(key) === asked) memberships.delete(key);
      });
      return asked.answer;
    },
  };
}
