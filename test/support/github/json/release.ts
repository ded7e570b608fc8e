import { fullName, type IssueComment, type Release, type Repository } from "../world/entities.js";
import type { World } from "../world/world.js";
import { simpleUser } from "./account.js";
import { nodeId, urlPath, type Json } from "./json.js";

/** `release`. */
export function releaseJson(world: World, repository: Repository, release: Release): Json {
  const api = `${world.api}/repos/${fullName(repository)}`;
  const tag = urlPath(release.tag);
  return {
    url: `${api}/releases/${release.id}`,
    html_url: `${world.origin}/${fullName(repository)}/releases/tag/${tag}`,
    assets_url: `${api}/releases/${release.id}/assets`,
    upload_url: `${api}/releases/${release.id}/assets{?name,label}`,
    tarball_url: `${api}/tarball/${tag}`,
    zipball_url: `${api}/zipball/${tag}`,
    id: release.id,
    node_id: nodeId("Release", release.id),
    tag_name: release.tag,
    target_commitish: release.target,
    name: release.name,
    body: release.body,
    draft: release.draft,
    prerelease: release.prerelease,
    immutable: false,
    created_at: release.createdAt,
    updated_at: release.createdAt,
    published_at: release.draft ? null : release.createdAt,
    author: simpleUser(world, release.author),
    assets: [],
  };
}

/** `issue-comment`. */
export function commentJson(world: World, repository: Repository, comment: IssueComment): Json {
  const api = `${world.api}/repos/${fullName(repository)}`;
  return {
    id: comment.id,
    node_id: nodeId("IssueComment", comment.id),
    url: `${api}/issues/comments/${comment.id}`,
    html_url: `${world.origin}/${fullName(repository)}/pull/${comment.number}#issuecomment-${comment.id}`,
    issue_url: `${api}/issues/${comment.number}`,
    body: comment.body,
    user: simpleUser(world, comment.user),
    author_association: "NONE",
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
  };
}
