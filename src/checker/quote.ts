import { oneLine } from "./one-line.js";
import { shorten } from "./shorten.js";

/** Text from outside between quotation marks, on one line and not longer than a glance. */
export function quote(text: string, limit = 60): string {
  return `"${shorten(oneLine(text), limit)}"`;
}
