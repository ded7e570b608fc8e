import { visibleText } from "./visible-text.js";

const structural = /[\\`*_{}[\]<>#|~$&!]|:(?=\S)/g;
/** At the start of an item these would open a list, a quote or a heading's underline. */
const leading = /^([-+=]|\d+(?=[.)]))/;

/**
 * Outside text as Markdown that shows just that text: no markup, no HTML, no links, and nobody is notified.
 * GitHub looks for @names, #numbers and bare domains in the finished text, where a backslash is gone; an empty
 * comment in between keeps them apart.
 */
export function escapeMarkdown(text: string): string {
  return visibleText(text)
    .replace(structural, "\\$&")
    .replace(leading, escapeLeading)
    .replace(/@|\bGH(?=-\d)|\\#|\bwww(?=\.)/gi, "$&<!-- -->");
}

function escapeLeading(start: string): string {
  return /^\d/.test(start) ? `${start}<!-- -->` : `\\${start}`;
}
