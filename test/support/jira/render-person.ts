import { link, type View } from "./view.js";
import type { Person } from "./world.js";

export function renderPerson(view: View, person: Person): object {
  if (view.world.kind === "cloud") {
    return {
      self: link(view, `user?accountId=${encodeURIComponent(person.accountId)}`),
      accountId: person.accountId,
      accountType: "atlassian",
      emailAddress: person.email,
      displayName: person.displayName,
      active: true,
      timeZone: "Etc/UTC",
    };
  }
  return {
    self: link(view, `user?username=${encodeURIComponent(person.login)}`),
    name: person.login,
    key: `JIRAUSER_${person.login}`,
    emailAddress: person.email,
    displayName: person.displayName,
    active: true,
    timeZone: "Etc/UTC",
  };
}
