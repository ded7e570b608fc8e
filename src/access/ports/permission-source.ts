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
}
