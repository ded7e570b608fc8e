import { fullName, type CommitStatusEntry, type Repository } from "../world/entities.js";
import type { World } from "../world/world.js";
import { simpleUser } from "./account.js";
import { nodeId, type Json } from "./json.js";

/** `simple-commit-status`, as in the combined status. */
export function simpleStatus(world: World, repository: Repository, status: CommitStatusEntry): Json {
  return {
    url: `${world.api}/repos/${fullName(repository)}/statuses/${status.sha}`,
    avatar_url: `${world.origin}/avatars/u/${status.creator.id}`,
    id: status.id,
    node_id: nodeId("StatusContext", status.id),
    state: status.state,
    description: status.description,
    target_url: status.targetUrl,
    context: status.context,
    created_at: status.createdAt,
    updated_at: status.createdAt,
  };
}

/** `status`. */
export function statusJson(world: World, repository: Repository, status: CommitStatusEntry): Json {
  return { ...simpleStatus(world, repository, status), creator: simpleUser(world, status.creator) };
}
