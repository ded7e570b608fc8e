import type { Repository } from "../../deploys/ports/repository.js";

/** Somebody who is on call; at least one of the names is there. */
export interface OnCallPerson {
  /** On the code host: who has none cannot act here. */
  readonly login: string | null;
  readonly name: string | null;
  /** ISO 8601; null: not said. */
  readonly until: string | null;
}

export interface OnCallAnswer {
  readonly people: readonly OnCallPerson[];
  /** When it was asked (ISO 8601). */
  readonly askedAt: string;
}

/** Nobody can say who is on call. The message is a sentence without a final stop, and holds nothing secret. */
export class OnCallUnknown extends Error {
  override readonly name = "OnCallUnknown";
}

/** What says who is on call, by the name that the operator gave it. */
export interface OnCallSource {
  /** At most a minute old. @throws OnCallUnknown */
  read(source: string, repository: Repository): Promise<OnCallAnswer>;
}
