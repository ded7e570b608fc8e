import type { Repository } from "../../deploys/ports/repository.js";
import type { PermissionLevel } from "../permission.js";
import type { Person } from "../person.js";

/** Who may do what with a repository, asked of the code host. */
export interface PermissionSource {
  /**
   * Null: nothing, or the login is another person's now.
   * @throws SourceUnavailable where the host cannot tell
   */
  permissionOf(repository: Repository, person: Person): Promise<PermissionLevel | null>;
  /** What the person's account is called now; null: there is no such account any more. @throws SourceUnavailable */
  loginNow(repository: Repository, person: Person): Promise<string | null>;
  /** Whether the person is an active member of a team of the repository's organisation. @throws SourceUnavailable */
  isInTeam(repository: Repository, person: Person, teamSlug: string): Promise<boolean>;
  /**
   * Whether any of the commits, all reachable from `head`, has the person as its author. Of `unlessMerge` a commit
   * counts only if it has one parent: who presses the merge button is named as the author of what it makes.
   * @throws SourceUnavailable
   */
  hasAuthored(
    repository: Repository,
    person: Person,
    head: string,
    commits: { readonly all: readonly string[]; readonly unlessMerge: readonly string[] },
  ): Promise<boolean>;
}
