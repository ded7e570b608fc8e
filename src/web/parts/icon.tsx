import { useContext, type FC } from "hono/jsx";
import { iconPaths, type IconName } from "../styling/icons.js";
import { keepMarkup, type KeptMarkup } from "./kept-markup.js";
import { KeptPiecesContext, placed } from "./kept-pieces.js";
import { markupOf } from "./markup-of.js";

/** A sign beside words that say the same; a screen reader skips it. The page carries the {@link IconSprite}. */
export const Icon: FC<{ readonly name: IconName }> = ({ name }) => (
  <svg class={`icon icon-${name}`} aria-hidden="true" width="16" height="16" viewBox="0 0 16 16">
    <use href={`#icon-${name}`} />
  </svg>
);

const Outlines: FC = () => (
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

let sprite: Promise<KeptMarkup> | undefined;

/** The outlines of all icons, once a page, so that a thousand rows need not repeat them; made once for all pages. */
export const IconSprite: FC = async () => {
  const pieces = useContext(KeptPiecesContext);
  sprite ??= markupOf(<Outlines />).then(keepMarkup);
  return placed(await sprite, pieces);
};
