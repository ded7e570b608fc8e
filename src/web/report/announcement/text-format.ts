/** How a format of plain characters says what it wants to say. */
export interface TextFormat {
  /** Words from outside, so that they mean nothing but themselves. */
  words(text: string): string;
  /** A line that stands over others; `text` has gone through {@link words}. */
  title(text: string): string;
  strong(text: string): string;
  link(text: string, href: string): string;
  bullet(nested: boolean): string;
  /** What makes a line end within a paragraph. */
  readonly lineEnd: string;
}

/** An address with some characters written as percent signs, so that they cannot end the link. */
function encoded(href: string, characters: RegExp): string {
  return href.replace(characters, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** GitHub's and CommonMark's: a backslash takes the meaning from any punctuation. */
export const markdown: TextFormat = {
  words: (text) => text.replace(/[\\`*_{}[\]<>#|~&!^$]/g, "\\$&"),
  title: (text) => `### ${text}`,
  strong: (text) => `**${text}**`,
  link: (text, href) => `[${text}](${encoded(href, /[()\\<>\s]/g)})`,
  bullet: (nested) => (nested ? "  - " : "- "),
  lineEnd: "  \n",
};

/** Look-alikes: mrkdwn cannot take the meaning from these. */
const slackLookalikes: Readonly<Record<string, string>> = { "*": "∗", "~": "∼", "`": "ˋ", _: "ˍ" };

/** Slack's mrkdwn. What could call a whole channel is broken up. */
export const slack: TextFormat = {
  words: (text) =>
    text
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      // Inside a word an underscore means nothing to Slack either.
      .replace(/[*~`]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, (one) => slackLookalikes[one] ?? one)
      .replace(/@(?=(?:channel|here|everyone)\b)/gi, "@ "),
  title: (text) => `*${text}*`,
  strong: (text) => `*${text}*`,
  link: (text, href) =>
    `<${encoded(href, /[<>|\s]/g).replaceAll("&", "&amp;")}|${text.replaceAll("|", "¦")}>`,
  bullet: (nested) => (nested ? "    ◦ " : "• "),
  lineEnd: "\n",
};

/** Nothing but words; addresses are written out. */
export const plainText: TextFormat = {
  words: (text) => text,
  title: (text) => text,
  strong: (text) => text,
  link: (text, href) => `${text} ${href}`,
  bullet: (nested) => (nested ? "    - " : "- "),
  lineEnd: "\n",
};
