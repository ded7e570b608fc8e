import type { Installation } from "../world/entities.js";
import type { World } from "../world/world.js";
import { simpleUser } from "./account.js";
import { nodeId, type Json } from "./json.js";

/** `integration`: the app. */
export function appJson(world: World): Json {
  const { app } = world;
  return {
    id: app.id,
    slug: app.slug,
    client_id: app.clientId,
    node_id: nodeId("Integration", app.id),
    owner: simpleUser(world, world.appOwner),
    name: app.name,
    description: null,
    external_url: "https://example.com",
    html_url: `${world.origin}/apps/${app.slug}`,
    created_at: world.bot.createdAt,
    updated_at: world.bot.createdAt,
    permissions: app.permissions,
    events: app.events,
    installations_count: world.installations.length,
  };
}

/** `installation`. */
export function installationJson(world: World, installation: Installation): Json {
  const { account, id } = installation;
  const organization = account.type === "Organization" ? `organizations/${account.login}/` : "";
  return {
    id,
    account: simpleUser(world, account),
    repository_selection: "selected",
    access_tokens_url: `${world.api}/app/installations/${id}/access_tokens`,
    repositories_url: `${world.api}/installation/repositories`,
    html_url: `${world.origin}/${organization}settings/installations/${id}`,
    app_id: world.app.id,
    app_slug: world.app.slug,
    client_id: world.app.clientId,
    target_id: account.id,
    target_type: account.type,
    permissions: installation.permissions,
    events: world.app.events,
    created_at: installation.createdAt,
    updated_at: installation.updatedAt,
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: installation.suspendedAt === null ? null : simpleUser(world, account),
    suspended_at: installation.suspendedAt,
  };
}
