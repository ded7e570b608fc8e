import type { Context } from "hono";
import type { Person } from "../../access/person.js";
import { fullName } from "../../deploys/ports/repository.js";
import { targetHref } from "../paths.js";
import type { ReaderRights } from "../sign-in/reader-rights.js";
import type { WebEnv } from "../sign-in/reader.js";
import type { WebParts } from "../web-parts.js";
import { headAddress } from "./address.js";
import { findHead, type FoundHead } from "./find-head.js";

/** What a form of a head's page is about, and who sends it. */
export interface ActedOn {
  readonly head: FoundHead;
  readonly person: Person;
  /** The page. */
  readonly href: string;
}

/** The head that a person acts on; null where nobody is signed in, or where there is nothing that they may see. */
export async function findActedOn(
  context: Context<WebEnv>,
  store: WebParts["store"],
  rights: ReaderRights,
): Promise<ActedOn | null> {
  const address = headAddress.safeParse(context.req.param());
  const reader = context.get("reader");
  if (!address.success || reader?.kind !== "person") return null;
  const { owner, repository: name, target, sha } = address.data;
  const repository = await store.repositoryByName(owner, name);
  if (repository === null || !(await rights.maySee(reader, repository))) return null;
  const head = await findHead(store, repository, { target, sha });
  if (head === null) return null;
  return { head, person: reader.person, href: `${targetHref(fullName(repository), target)}/${sha}` };
}
