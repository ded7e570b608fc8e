import type { Clock } from "../deploys/ports/clock.js";
import type { PermissionSource } from "./ports/permission-source.js";
import type { RepositoryAccess } from "./repository-access.js";

const believedForMs = 60_000;
const remembered = 10_000;

/** What the host said within the last minute: for what to show, never for what to do. */
export function createRecentPermissions(
  source: Pick<PermissionSource, "isInTeam" | "hasAuthored">,
  access: Pick<RepositoryAccess, "permissionLately">,
  clock: Clock,
): Pick<PermissionSource, "permissionOf" | "isInTeam" | "hasAuthored"> {
  const answers = new Map<string, { readonly answer: Promise<boolean>; readonly until: number }>();

  function lately(key: string, ask: () => Promise<boolean>): Promise<boolean> {
    const now = clock.now().getTime();
    const known = answers.get(key);
    if (known !== undefined && known.until > now) return known.answer;
    const asked = { answer: ask(), until: now + believedForMs };
    answers.delete(key);
    answers.set(key, asked);
    for (const oldest of answers.keys()) {
      if (answers.size <= remembered) break;
      answers.delete(oldest);
    }
    // A failure is not remembered.
    asked.answer.catch(() => {
      if (answers.get(key) === asked) answers.delete(key);
    });
    return asked.answer;
  }

  return {
    permissionOf: (repository, person) => access.permissionLately(person, repository),
    isInTeam: (repository, person, teamSlug) =>
      lately(`team ${person.id} ${repository.id} ${teamSlug.toLowerCase()}`, () =>
        source.isInTeam(repository, person, teamSlug),
      ),
    // Which of a head's commits go out is judged again when what is live moves; for showing, a minute may pass.
    hasAuthored: (repository, person, head, commits) =>
      lately(`author ${person.id} ${repository.id} ${head}`, () =>
        source.hasAuthored(repository, person, head, commits),
      ),
  };
}
