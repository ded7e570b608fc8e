import type { Clock } from "../deploys/ports/clock.js";
import type { Store } from "../deploys/ports/store.js";
import { auditEntryOf, type DeployPagePlace } from "./deploy-page-place.js";
import { allows } from "./permission.js";
import type { PermissionSource } from "./ports/permission-source.js";

export type ResponsibilityOutcome =
  | { readonly kind: "done" }
  /** The person may not; why, in words. */
  | { readonly kind: "refused"; readonly why: string };

/** Who takes on a deploy, and who lays that down. @throws SourceUnavailable */
export interface ResponsibilityDesk {
  take(place: DeployPagePlace): Promise<ResponsibilityOutcome>;
  layDown(place: DeployPagePlace): Promise<ResponsibilityOutcome>;
  /** Whether the person may, as was said lately: for what to show. */
  mayTake(place: DeployPagePlace): Promise<boolean>;
}

export function createResponsibilityDesk(parts: {
  readonly store: Pick<Store, "takeResponsibility" | "layDownResponsibility">;
  readonly permissions: Pick<PermissionSource, "permissionOf">;
  readonly lately: Pick<PermissionSource, "permissionOf">;
  readonly clock: Clock;
}): ResponsibilityDesk {
  const { store, permissions, lately, clock } = parts;

  async function change(
    place: DeployPagePlace,
    write: "takeResponsibility" | "layDownResponsibility",
    action: string,
  ): Promise<ResponsibilityOutcome> {
    const { repository, target, sha, ref, person } = place;
    if (!allows(await permissions.permissionOf(repository, person), "write"))
      return { kind: "refused", why: "Only who has write access to the repository can be responsible" };
    if (ref === null) return { kind: "refused", why: "This head is not what is deployed any more" };
    const at = clock.now().toISOString();
    const deploy = { repositoryId: repository.id, target, ref, sha };
    const who = { personId: person.id, login: person.login, at };
    await store[write](deploy, who, auditEntryOf(place, action, at));
    return { kind: "done" };
  }

  return {
    take: (place) => change(place, "takeResponsibility", "took on the deploy"),
    layDown: (place) => change(place, "layDownResponsibility", "is not responsible for the deploy any more"),
    async mayTake(place) {
      return allows(await lately.permissionOf(place.repository, place.person), "write");
    },
  };
}
