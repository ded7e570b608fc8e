import type { FC } from "hono/jsx";
import { iconPaths, type IconName } from "../styling/icons.js";

/** A sign beside words that say the same; a screen reader skips it. The page carries the {@link IconSprite}. */
export const Icon: FC<{ readonly name: IconName }> = ({ name }) => (
  <svg class={`icon icon-${name}`} aria-hidden="true" width="16" height="16" viewBox="0 0 16 16">
    <use href={`#icon-${name}`} />
  </svg>
);

/** The outlines of all icons, once a page, so that a thousand rows need not repeat them. */
export const IconSprite: FC = () => (
  <svg class="sprite" aria-hidden="true" width="0" height="0">
    {[...iconPaths].map(([name, paths]) => (
      <symbol id={`icon-${name}`} viewBox="0 0 16 16">
        {paths.map((path) => (
          <path d={path} />
        ))}
      </symbol>
    ))}
  </svg>
);
