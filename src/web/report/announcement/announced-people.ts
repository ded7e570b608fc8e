import type { PeopleOfDeploy } from "../../../access/people-of-deploy.js";
import { oneLine } from "./one-line.js";

/** Who to turn to about a deploy, by what they are to it. */
export interface AnnouncedRole {
  readonly role: string;
  readonly who: string;
}

/** Without the @ before an account, which would call its owner wherever the announcement is pasted. */
export function announcedPeople({ responsible, onCall }: PeopleOfDeploy): readonly AnnouncedRole[] {
  return [
    { role: "Responsible", who: responsible.map(({ login }) => oneLine(login)).join(", ") },
    { role: "On call", who: onCallWords(onCall) },
  ].filter(({ who }) => who !== "");
}

function onCallWords(onCall: PeopleOfDeploy["onCall"]): string {
  if (onCall === null) return "";
  if ("unknown" in onCall) return "not known at the moment";
  return onCall.people
    .map(({ name, login }) => {
      if (name === null) return oneLine(login ?? "");
      return oneLine(login === null ? name : `${name} (${login})`);
    })
    .join(", ");
}
