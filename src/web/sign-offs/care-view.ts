import type { DeployPagePlace } from "../../access/deploy-page-place.js";
import type { PeopleOfDeploy } from "../../access/people-of-deploy.js";
import { OnCallUnknown } from "../../access/ports/on-call-source.js";
import { contentDigest } from "../../checker/content-ids.js";
import type { Report, ReportSignOff } from "../../checker/report.js";
import { fullName } from "../../deploys/ports/repository.js";
import { SourceUnavailable } from "../../deploys/ports/unavailable.js";
import { targetHref } from "../paths.js";
import type { FoundHead } from "../routes/find-head.js";
import type { Reader } from "../sign-in/reader.js";
import type { WebParts } from "../web-parts.js";
import { deployedRef } from "./deployed-ref.js";

/** What the reader may do about it. */
export interface CareRights {
  /** Where it is posted, "/r/…/<sha>". */
  readonly href: string;
  readonly login: string;
  readonly mayTake: boolean;
  /** Names of the sign-offs that they may give and withdraw. */
  readonly offered: ReadonlySet<string>;
}

/** Who answers for a deploy, and who has signed it off. */
export interface CareView {
  readonly people: PeopleOfDeploy;
  readonly signOffs: readonly ReportSignOff[];
  /** The digest of what is signed off; null: it is not known. */
  readonly content: string | null;
  /** Null: nothing, or it is not known. */
  readonly rights: CareRights | null;
  /** Why it is not known what the reader may do, as a sentence without a final stop; null: it is. */
  readonly unknown: string | null;
}

/** Everything about who cares for a head. Null where the service was built without it. */
export async function readCare(
  { people, signIn }: Pick<WebParts, "people" | "signIn">,
  reader: Reader | undefined,
  head: FoundHead & { readonly report: Report },
): Promise<CareView | null> {
  if (people === undefined) return null;
  const { repository, target, sha, report } = head;
  const ref = deployedRef(head);
  const { signOffs, contentIds } = report;
  const [of, may] = await Promise.all([
    people.of({ repository, target, ref, sha }),
    signIn === undefined || reader?.kind !== "person" || ref === null
      ? { rights: null, unknown: null }
      : rightsOf(signIn, { repository, target, sha, ref, person: reader.person }, signOffs),
  ]);
  return { people: of, signOffs, content: contentIds === null ? null : contentDigest(contentIds), ...may };
}

async function rightsOf(
  { signOffDesk, responsibilityDesk }: NonNullable<WebParts["signIn"]>,
  place: DeployPagePlace,
  signOffs: readonly ReportSignOff[],
): Promise<Pick<CareView, "rights" | "unknown">> {
  try {
    const [mayTake, offered] = await Promise.all([
      responsibilityDesk.mayTake(place),
      signOffs.length === 0 ? new Set<string>() : signOffDesk.offered(place, signOffs),
    ]);
    const href = `${targetHref(fullName(place.repository), place.target)}/${place.sha}`;
    return { rights: { href, login: place.person.login, mayTake, offered }, unknown: null };
  } catch (error) {
    if (!(error instanceof SourceUnavailable || error instanceof OnCallUnknown)) throw error;
    return { rights: null, unknown: `What you may do here cannot be told at the moment: ${error.message}` };
  }
}
