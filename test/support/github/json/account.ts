import type { Account } from "../world/entities.js";
import type { World } from "../world/world.js";
import { nodeId, type Json } from "./json.js";

/** `simple-user` of the published description. */
export function simpleUser(world: World, account: Account): Json {
  const { login } = account;
  const page = encodeURIComponent(login);
  const url = `${world.api}/users/${page}`;
  return {
    login,
    id: account.id,
    node_id: nodeId("User", account.id),
    avatar_url: `${world.origin}/avatars/u/${account.id}`,
    gravatar_id: "",
    url,
    html_url: `${world.origin}/${account.type === "Bot" ? `apps/${world.app.slug}` : page}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: account.type,
    user_view_type: "public",
    site_admin: account.siteAdmin,
  };
}

/** `public-user`: what anyone may know about an account. */
export function publicUser(world: World, account: Account): Json {
  return {
    ...simpleUser(world, account),
    name: account.name,
    company: null,
    blog: "",
    location: null,
    email: null,
    hireable: null,
    bio: null,
    twitter_username: null,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: account.createdAt,
    updated_at: account.createdAt,
  };
}

/** `organization-simple-webhooks`. */
export function webhookOrganization(world: World, account: Account): Json {
  const url = `${world.api}/orgs/${account.login}`;
  return {
    login: account.login,
    id: account.id,
    node_id: nodeId("Organization", account.id),
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: `${world.origin}/avatars/u/${account.id}`,
    description: "",
  };
}
