import type { Draft } from "./check.js";
import { count } from "./count.js";

/**
 * The words of the one-line summary for drafts about the same kind of thing: one phrase a group, in order of first
 * mention: ["2 issues without Risk", `1 issue with Tests "Draft"`].
 */
export function wordsByGroup(drafts: readonly Draft[], singular: string): readonly string[] {
  return [...Map.groupBy(drafts, (draft) => draft.group ?? "")].map(([group, members]) => {
    const [first] = members;
    const shared = first?.words !== undefined && members.every((member) => member.words === first.words);
    return `${count(members.length, singular)} ${shared ? first.words : group}`.trimEnd();
  });
}
