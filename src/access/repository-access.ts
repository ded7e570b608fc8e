import type { Clock } from "../deploys/ports/clock.js";
import type { Repository } from "../deploys/ports/repository.js";
import { allows, type PermissionLevel } from "./permission.js";
import type { Person } from "./person.js";
import type { PermissionSource } from "./ports/permission-source.js";

/** What the host said may be believed so long for showing something, never for doing something. */
const believedForMs = 60_000;
/** Answers that are remembered at most: those of the last minute, and not more than fit easily. */
const remembered = 10_000;

export interface RepositoryAccess {
  /** Whether the host lets the person read the repository, as it said within the last minute. @throws SourceUnavailable */
  mayRead(person: Person, repository: Repository): Promise<boolean>;
  /** What the host said within the last minute: for what to show, never for what to do. @throws SourceUnavailable */
  permissionLately(person: Person, repository: Repository): Promise<PermissionLevel | null>;
  /** What the host says at this moment. @throws SourceUnavailable */
  permissionNow(person: Person, repository: Repository): Promise<PermissionLevel | null>;
}

interface Answer {
  readonly level: Promise<PermissionLevel | null>;
  readonly until: number;
}

/** `renamed` is told of whoever is called otherwise than when they signed in, and is known by the new login from then on. */
export function createRepositoryAccess(
  source: Pick<PermissionSource, "permissionOf" | "loginNow">,
  clock: Clock,
  renamed: (person: Person) => Promise<void>,
): RepositoryAccess {
  const answers = new Map<string, Answer>();
  /** Until when an account is known to be called what its session says. */
  const named = new Map<string, number>();

  /** Whoever is refused may only be called otherwise by now: the host knows permissions by login. */
  async function levelOf(person: Person, repository: Repository): Promise<PermissionLevel | null> {
    const level = await source.permissionOf(repository, person);
    if (level !== null) return level;
    const key = `${person.id} ${person.login}`;
    if ((named.get(key) ?? 0) > clock.now().getTime()) return null;
    const login = await source.loginNow(repository, person);
    if (login === null || login === person.login) {
      if (named.size >= remembered) named.clear();
      named.set(key, clock.now().getTime() + believedForMs);
      return null;
    }
    const now = { ...person, login };
    await renamed(now);
    return source.permissionOf(repository, now);
  }

  function ask(person: Person, repository: Repository): Promise<PermissionLevel | null> {
    const key = `${person.id} ${repository.id}`;
    const level = levelOf(person, repository);
    const answer = { level, until: clock.now().getTime() + believedForMs };
    answers.delete(key);
    answers.set(key, answer);
    for (const oldest of answers.keys()) {
      if (answers.size <= remembered) break;
      answers.delete(oldest);
    }
    // A failure is not remembered, nor anything older than it.
    level.catch(() => {
      if (answers.get(key) === answer) answers.delete(key);
    });
    return level;
  }

  function lately(person: Person, repository: Repository): Promise<PermissionLevel | null> {
    const known = answers.get(`${person.id} ${repository.id}`);
    const isFresh = known !== undefined && known.until > clock.now().getTime();
    return isFresh ? known.level : ask(person, repository);
  }

  return {
    async mayRead(person, repository) {
      return allows(await lately(person, repository), "read");
    },
    permissionLately: lately,
    permissionNow: ask,
  };
}
