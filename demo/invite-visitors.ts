import type { LocalGitHub } from "../test/support/github/index.js";
import { visitors } from "./sample/visitors.js";

/** Makes accounts on the local GitHub for everybody to sign in as, with what they may do in the repositories. */
export function inviteVisitors(github: LocalGitHub, repositories: readonly string[]): void {
  for (const { login, name, email } of visitors) github.createUser(login, { name, email });
  const organizations = new Set(repositories.map((repository) => repository.split("/")[0] ?? ""));
  for (const [team, members] of Map.groupBy(visitors, (visitor) => visitor.team)) {
    if (team === null) continue;
    for (const organization of organizations) {
      github.createTeam(
        organization,
        team,
        members.map(({ login }) => login),
      );
    }
  }
  for (const { login, may } of visitors) {
    if (may !== null) for (const repository of repositories) github.grant(repository, login, may);
  }
}
