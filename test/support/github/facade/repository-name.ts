import type { World } from "../world/world.js";
import { fullName, type Account, type Repository } from "../world/entities.js";

/** A repository: "owner/name", or anything with its id, which survives renaming. */
export type RepositoryName = string | { readonly id: number };

export function repositoryNamed(world: World, name: RepositoryName): Repository {
  const [owner = "", short = ""] = typeof name === "string" ? name.split("/") : [];
  const found = typeof name === "string" ? world.repository(owner, short) : world.repositoryById(name.id);
  if (found !== null) return found;
  const known = world.repositories.map(fullName).join(", ");
  throw new Error(`there is no repository ${JSON.stringify(name)}; there are: ${known}`);
}

export function accountNamed(world: World, login: string): Account {
  const account = world.account(login);
  if (account === null) throw new Error(`there is no account ${login}: create it first`);
  return account;
}
