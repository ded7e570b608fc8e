import type { Repository } from "../deploys/ports/repository.js";
import type { PeopleRules } from "../policy/policy.js";
import type { OnCallPerson, OnCallSource } from "./ports/on-call-source.js";

/** `askedAt` null: the policy says so itself. */
export interface OnCallNow {
  readonly people: readonly OnCallPerson[];
  readonly askedAt: string | null;
}

/** Whom the policy, or the source that it names, calls on call; null: it names nobody. @throws OnCallUnknown */
export async function whoIsOnCall(
  { onCall }: PeopleRules,
  repository: Repository,
  source: OnCallSource,
): Promise<OnCallNow | null> {
  if (onCall === null) return null;
  if ("source" in onCall) return source.read(onCall.source, repository);
  return { people: onCall.users.map((login) => ({ login, name: null, until: null })), askedAt: null };
}
