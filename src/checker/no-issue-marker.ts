import { literalPattern } from "./literal-pattern.js";
/**
 * Tells whether a text holds the marker (`no-jira`) as a word by itself, in any case and with `-`, `_` or a blank
 * between its parts. "Casino Jira" and "no-jira-fix" do not hold it; "[no-jira]", "NO JIRA:" and "no_jira." do.
 */
export function createMarkerReader(marker: string): (text: string) => boolean {
  const parts = marker.split(/[-_ ]+/).filter((part) => part !== "");
  if (parts.length === 0) return () => false;
  const word = parts.map((part) => literalPattern(part)).join("[-_ ]");
  const alone = new RegExp(`(?<![\\p{L}\\p{N}_-])${word}(?![\\p{L}\\p{N}_-])`, "iu");
  return (text) => alone.test(text);
}
