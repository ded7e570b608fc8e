import { checks } from "../../checker/checks/index.js";

/** What people call a check, and why it exists; `why` is empty for a check that this version does not know. */
export interface CheckWords {
  readonly title: string;
  readonly why: string;
}

const words: ReadonlyMap<string, CheckWords> = new Map(checks.map((check) => [check.id, check]));

/** The words for a check of a stored report, which may be older or newer than the table of checks. */
export function checkWords(id: string): CheckWords {
  return words.get(id) ?? { title: id, why: "" };
}
