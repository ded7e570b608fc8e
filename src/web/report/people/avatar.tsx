import type { FC } from "hono/jsx";
import { initials } from "./initials.js";

/** As many as the stylesheet has colours for. */
const colours = 8;

/**
 * Initials in a circle, always in the same colour for the same name. Pictures would come from GitHub's or Jira's
 * hosts and tell them who reads which deploy, so the pages' policy lets none in; and a name from Jira or a commit
 * has no account that a picture could be asked for.
 */
export const Avatar: FC<{ readonly name: string }> = ({ name }) => (
  <span class={`avatar avatar-${colourOf(name)}`} aria-hidden="true">
    {initials(name)}
  </span>
);

function colourOf(name: string): number {
  let sum = 0;
  for (const character of name.toLowerCase()) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return sum % colours;
}
