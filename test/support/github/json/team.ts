import type { Team } from "../world/entities.js";
import type { World } from "../world/world.js";
import { webhookOrganization } from "./account.js";
import { nodeId, type Json } from "./json.js";

/** `team-full`. */
export function teamJson(world: World, team: Team): Json {
  const { organization } = team;
  const url = `${world.api}/organizations/${organization.id}/team/${team.id}`;
  return {
    id: team.id,
    node_id: nodeId("Team", team.id),
    url,
    html_url: `${world.origin}/orgs/${organization.login}/teams/${team.slug}`,
    name: team.name,
    slug: team.slug,
    description: null,
    privacy: "closed",
    notification_setting: "notifications_enabled",
    permission: "pull",
    type: "organization",
    parent: null,
    members_url: `${url}/members{/member}`,
    repositories_url: `${url}/repos`,
    members_count: team.members.size,
    repos_count: 0,
    created_at: team.createdAt,
    updated_at: team.createdAt,
    organization: {
      ...webhookOrganization(world, organization),
      has_organization_projects: false,
      has_repository_projects: false,
      public_repos: 0,
      public_gists: 0,
      followers: 0,
      following: 0,
      html_url: `${world.origin}/${organization.login}`,
      created_at: organization.createdAt,
      updated_at: organization.createdAt,
      archived_at: null,
      type: "Organization",
    },
  };
}
