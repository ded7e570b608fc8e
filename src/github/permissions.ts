import { z } from "zod";
import { permissionLevels } from "../access/permission.js";
import type { PermissionSource } from "../access/ports/permission-source.js";
import { fullName } from "../deploys/ports/repository.js";
import { GitHubUnavailable } from "./github-unavailable.js";
import type { GitHubClient } from "./github-client.js";
import { isOutOfReach } from "./out-of-reach.js";
import { pathOf, scopeOf } from "./repository-scope.js";
import { TaggedAnswers } from "./tagged-answers.js";

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
/** https://docs.github.com/rest/users/users#list-users: in the order of their ids. */
const accounts = z.array(z.object({ id: z.number().int(), login: z.string().min(1) }));
const level = z.enum(permissionLevels);

/** https://docs.github.com/rest/teams/members#get-team-membership-for-a-user: `pending` until the invitation is taken. */
const membership = z.object({ state: z.string() });
const commits = z.array(
  z.object({
    sha: z.string(),
    author: z.object({ id: z.number() }).nullish(),
    parents: z.array(z.unknown()),
  }),
);
/** Of one author, newest first: who has more of them in one deploy cannot be told apart from who has some. */
const mostPages = 10;

/** One for each reader and repository of the last days; a few hundred bytes each. */
const rememberedAnswers = 20_000;

export function createPermissions(client: GitHubClient): PermissionSource {
  const answers = new TaggedAnswers<z.infer<typeof answer>>(rememberedAnswers);
  return {
    async permissionOf(repository, { id, login }) {
      const found = await orNone(
        answers.read(`${repository.id} ${fullName(repository)} ${login}`, (headers) =>
          client.request(
            scopeOf(repository, { metadata: "read" }),
            "GET /repos/{owner}/{repo}/collaborators/{username}/permission",
            { ...pathOf(repository), username: login, headers },
            answer,
          ),
        ),
      );
      // Whoever has taken over a login that was given up is somebody else.
      if (found?.user?.id !== id) return null;
      const { role_name: role, permission } = found;
      return level.safeParse(role).data ?? level.safeParse(permission).data ?? null;
    },
    async loginNow(repository, { id }) {
      const asker = scopeOf(repository, { metadata: "read" });
      const { data } = await client.request(asker, "GET /users", { since: id - 1, per_page: 1 }, accounts);
      return data.find((one) => one.id === id)?.login ?? null;
    },
    async isInTeam({ owner, installationId }, { login }, teamSlug) {
      const found = await noneIfMissing(
        client.request(
          { installationId, repositoryId: null, permissions: { members: "read" } },
          "GET /orgs/{org}/teams/{team_slug}/memberships/{username}",
          { org: owner, team_slug: teamSlug, username: login },
          membership,
        ),
      );
      return found?.data.state === "active";
    },
    async hasAuthored(repository, { id, login }, head, { all, unlessMerge }) {
      const [wanted, plain] = [new Set(all), new Set(unlessMerge)];
      const asker = scopeOf(repository, { contents: "read" });
      const query = { ...pathOf(repository), sha: head, author: login };
      let page = 0;
      for await (const found of client.pages(asker, "GET /repos/{owner}/{repo}/commits", query, commits)) {
        const isConcerned = ({ sha, parents }: z.infer<typeof commits>[number]): boolean =>
          wanted.has(sha) || (plain.has(sha) && parents.length < 2);
        if (found.some((commit) => isConcerned(commit) && commit.author?.id === id)) return true;
        page++;
        if (page === mostPages) return true;
      }
      return false;
    },
  };
}

/** Null where GitHub says that there is no such thing, or that we have no business there: the app was removed. */
async function orNone<T>(asking: Promise<T>): Promise<T | null> {
  try {
    return await asking;
  } catch (error) {
    if (isOutOfReach(error)) return null;
    throw error;
  }
}

/** Null where GitHub says that there is no such thing. Other refusals mean that we may not ask. */
async function noneIfMissing<T>(asking: Promise<T>): Promise<T | null> {
  try {
    return await asking;
  } catch (error) {
    if (error instanceof GitHubUnavailable && error.status === 404) return null;
    throw error;
  }
}
