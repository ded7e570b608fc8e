import type { Report } from "../../checker/report.js";

const escaped = /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/**
 * The report exactly as contract 5.5 has it. Control characters that JSON would leave as they are go out
 * escaped: the same value to every parser, and nothing that a terminal would obey.
 */
export function renderJson(report: Report): string {
  const json = JSON.stringify(report, null, 2);
  return `${json.replace(escaped, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`)}\n`;
}
