import { visibleText } from "../../text/visible-text.js";

/** Words from outside on one line, with nothing invisible in them. */
export function oneLine(text: string): string {
  return visibleText(text.replace(/\s+/g, " ")).trim();
}
