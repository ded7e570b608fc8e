import type { Repository } from "../deploys/ports/repository.js";
import type { Store } from "../deploys/ports/store.js";
import { governedTarget } from "./governed-target.js";
import { OnCallUnknown, type OnCallSource } from "./ports/on-call-source.js";
import { whoIsOnCall, type OnCallNow } from "./who-is-on-call.js";

/** How long a page waits for a source that is slow; the next page has what it said then. */
const patienceMs = 700;

/** Who answers for a deploy. */
export interface PeopleOfDeploy {
  /** `at` null: by the policy. */
  readonly responsible: readonly { readonly login: string; readonly at: string | null }[];
  /** Null: the policy does not say where that can be learned. */
  readonly onCall: OnCallNow | { readonly unknown: string } | null;
}

export interface DeployPeople {
  /** Never fails for who is on call: that it is not known is part of the answer. */
  of(head: {
    readonly repository: Repository;
    readonly target: string;
    readonly ref: string | null;
    readonly sha: string;
  }): Promise<PeopleOfDeploy>;
}

export function createDeployPeople(parts: {
  readonly store: Pick<Store, "governingPolicy" | "responsiblePeople">;
  readonly onCall: OnCallSource;
}): DeployPeople {
  const { store, onCall } = parts;
  return {
    async of({ repository, target: name, ref, sha }) {
      const [target, chosen] = await Promise.all([
        governedTarget(store, repository.id, name),
        store.responsiblePeople({ repositoryId: repository.id, target: name, ref, sha }),
      ]);
      const named = (target?.people.responsible ?? []).map((login) => ({ login, at: null }));
      const took = chosen
        .map(({ login, at }) => ({ login, at }))
        .filter(({ login }) => !named.some((one) => one.login.toLowerCase() === login.toLowerCase()));
      return {
        responsible: [...took, ...named],
        onCall: target === null ? null : await patiently(whoIsOnCall(target.people, repository, onCall)),
      };
    },
  };
}

async function patiently(asking: Promise<OnCallNow | null>): Promise<PeopleOfDeploy["onCall"]> {
  const slow = Promise.withResolvers<{ readonly unknown: string }>();
  const timer = setTimeout(
    () => slow.resolve({ unknown: "Who is on call is being asked, and there is no answer yet" }),
    patienceMs,
  );
  try {
    return await Promise.race([asking, slow.promise]);
  } catch (error) {
    if (error instanceof OnCallUnknown) return { unknown: error.message };
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
