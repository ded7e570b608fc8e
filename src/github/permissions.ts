import { z } from "zod";
import { permissionLevels } from "../access/permission.js";
import type { PermissionSource } from "../access/ports/permission-source.js";
import { GitHubUnavailable } from "./github-unavailable.js";
import type { GitHubClient } from "./github-client.js";
import { pathOf, scopeOf } from "./repository-scope.js";

/**
 * `role_name` tells triage and maintain apart, or is a role that the organisation made, of which `permission` says what
 * it comes to.
 * @see https://docs.github.com/rest/collaborators/collaborators#get-repository-permissions-for-a-user
 */
const answer = z.object({
  permission: z.string(),
  role_name: z.string().nullish(),
  user: z.object({ id: z.number().int() }).nullable(),
});
const level = z.enum(permissionLevels);

export function createPermissions(client: GitHubClient): PermissionSource {
  return {
    async permissionOf(repository, { id, login }) {
      try {
        const { data } = await client.request(
          scopeOf(repository, { metadata: "read" }),
          "GET /repos/{owner}/{repo}/collaborators/{username}/permission",
          { ...pathOf(repository), username: login },
          answer,
        );
        // Whoever has taken over a login that was given up is somebody else.
        if (data.user?.id !== id) return null;
        return level.safeParse(data.role_name).data ?? level.safeParse(data.permission).data ?? null;
      } catch (error) {
        if (error instanceof GitHubUnavailable && error.status === 404) return null;
        throw error;
      }
    },
  };
}
