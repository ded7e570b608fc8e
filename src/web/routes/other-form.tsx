import type { PeopleOfDeploy } from "../../access/people-of-deploy.js";
import { fullName } from "../../deploys/ports/repository.js";
import { AnnouncementPage } from "../pages/announcement-page.js";
import { WallPage } from "../pages/wall-page.js";
import { targetHref } from "../paths.js";
import { announcementOf } from "../report/announcement/announcement.js";
import { readContentsWish } from "../report/issues/contents-wish.js";
import { deployedRef } from "../sign-offs/deployed-ref.js";
import type { Site } from "../site.js";
import type { WebParts } from "../web-parts.js";
import type { FoundHead } from "./find-head.js";
import type { ReaderWishes } from "./reader-wishes.js";
import type { Markup } from "./render.js";

interface OtherFormParts {
  readonly site: Site;
  readonly publicUrl: URL;
  readonly people: WebParts["people"];
  readonly head: FoundHead;
  readonly wishes: ReaderWishes;
  readonly now: Date;
  /** What was asked for: of one head, or of the newest. */
  readonly path: string;
}

/** The page as a screen on the wall or as an announcement, where the address asks for that; else null. */
export async function otherForm(parts: OtherFormParts): Promise<Markup | null> {
  const { site, publicUrl, head, wishes, now, path } = parts;
  const { target, sha, report, status, standing } = head;
  const repository = fullName(head.repository);
  if (wishes.isWall) {
    const told = report === null ? status : null;
    return (
      <WallPage
        site={site}
        repository={repository}
        target={target}
        head={{ ref: report?.head.ref ?? status?.ref ?? "", sha }}
        state={told?.state ?? report?.state ?? "pending"}
        summary={told?.description ?? report?.summary ?? ""}
        at={told?.postedAt ?? report?.gatheredAt ?? now.toISOString()}
        report={report}
        standing={standing}
        people={await peopleOf(parts)}
        isBeingChecked={status?.state === "pending"}
        now={now}
        href={`${path}?display=wall`}
      />
    );
  }
  if (wishes.announcement === null || report === null) return null;
  const page = `${targetHref(repository, target)}/${sha}`;
  const withLists = (entries: readonly [string, string][]): string =>
    `${page}?${new URLSearchParams([...wishes.lists, ...entries]).toString()}`;
  return (
    <AnnouncementPage
      site={site}
      repository={repository}
      target={target}
      announcement={announcementOf({
        report,
        repository,
        pageUrl: new URL(page, publicUrl).href,
        people: await peopleOf(parts),
        wish: readContentsWish(wishes.lists),
      })}
      format={wishes.announcement}
      reportHref={`${withLists([])}#issues`}
      hrefOf={(format) => withLists([["as", format]])}
    />
  );
}

/** Null where the service was built without it. */
async function peopleOf({ people, head }: OtherFormParts): Promise<PeopleOfDeploy | null> {
  if (people === undefined) return null;
  const { repository, target, sha } = head;
  return people.of({ repository, target, sha, ref: deployedRef(head) });
}
