import { type FC, type PropsWithChildren, useContext } from "hono/jsx";
import { keepMarkup, type KeptMarkup } from "./kept-markup.js";
import { KeptPiecesContext, placed } from "./kept-pieces.js";
import { markupOf } from "./markup-of.js";

/** For how long "3 minutes ago" may stand. */
const keptForMs = 60_000;
/** Forms of one thing's parts that are kept at once: of the largest page some 7 MB. */
const mostForms = 12;

const kept = new WeakMap<object, Map<string, Promise<KeptMarkup>>>();

interface KeptProps {
  /** What it is made of: it is kept as long as that is. */
  readonly of: object;
  /** Everything else that it depends on, but for the time. Nothing in it may depend on who reads it otherwise. */
  readonly as: readonly unknown[];
  readonly now: Date;
}

/** What many readers of a page have in common: it is made and compressed once a minute, however many look at it. */
export const Kept: FC<PropsWithChildren<KeptProps>> = async ({ of, as, now, children }) => {
  const pieces = useContext(KeptPiecesContext);
  const forms = kept.get(of) ?? new Map<string, Promise<KeptMarkup>>();
  kept.set(of, forms);
  const key = JSON.stringify([Math.floor(now.getTime() / keptForMs), ...as]);
  const piece = forms.get(key) ?? markupOf(<>{children}</>).then(keepMarkup);
  forms.delete(key);
  forms.set(key, piece);
  for (const oldest of forms.keys()) {
    if (forms.size <= mostForms) break;
    forms.delete(oldest);
  }
  return placed(await piece, pieces);
};
