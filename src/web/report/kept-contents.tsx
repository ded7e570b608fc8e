import { raw } from "hono/html";
import type { FC } from "hono/jsx";
import type { Report } from "../../checker/report.js";
import { ContentsSections } from "./contents-sections.js";
import { markupOf } from "./markup-of.js";
import type { ContentsView } from "./report-view.js";

/** For how long "3 minutes ago" may stand. */
const keptForMs = 60_000;
/** Ways to look at one report that are kept at once. */
const keptForms = 4;

/** By what was asked for. The store hands out the same report as long as there is no newer one. */
const kept = new WeakMap<Report, Map<string, Promise<string>>>();

/**
 * Everything that the deploy contains: most of a large page, and the same for all its readers, so that it is made
 * once a minute however many look at it.
 */
export const KeptContents: FC<{ readonly view: ContentsView; readonly announceHref: string }> = async ({
  view,
  announceHref,
}) => {
  const { report, now, query } = view;
  const forms = kept.get(report) ?? new Map<string, Promise<string>>();
  kept.set(report, forms);
  const key = `${Math.floor(now.getTime() / keptForMs)} ${query.toString()}`;
  const markup = forms.get(key) ?? markupOf(<ContentsSections view={view} announceHref={announceHref} />);
  forms.delete(key);
  forms.set(key, markup);
  for (const oldest of forms.keys()) {
    if (forms.size <= keptForms) break;
    forms.delete(oldest);
  }
  return raw(await markup);
};
