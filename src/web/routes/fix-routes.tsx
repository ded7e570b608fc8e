import { Hono, type Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import { z } from "zod";
import type { FixDesk, FixOutcome, FixPlace, FixView as OpenFix } from "../../access/fix-issue.js";
import { fullName } from "../../deploys/ports/repository.js";
import { SourceUnavailable } from "../../deploys/ports/unavailable.js";
import { FixMessagePage } from "../fixes/fix-message-page.js";
import { FixPage } from "../fixes/fix-page.js";
import type { FixView } from "../fixes/fix-view.js";
import { readFixForm, type FixForm } from "../fixes/read-fix-form.js";
import { actionsPerMinute, atMost } from "../guards/at-most.js";
import { perMinute } from "../guards/per-minute.js";
import type { ReaderRights } from "../sign-in/reader-rights.js";
import type { WebEnv } from "../sign-in/reader.js";
import type { Site } from "../site.js";
import type { WebParts } from "../web-parts.js";
import { targetHref } from "../paths.js";
import { headAddress } from "./address.js";
import { findActedOn } from "./find-acted-on.js";
import { refusedTooOften } from "./refusals.js";
import { render } from "./render.js";

/** A text of Jira's largest in any script as a form encodes it, beside how it was before. */
const mostBytes = 1024 * 1024;

/** What one person may look for in Jira's people: more than who fills in a form does. */
const findsPerMinute = 20;

/** No name that Jira knows is longer, and Jira is asked by it in an address. */
const longestName = 200;

const issueKey = z.string().regex(/^[A-Za-z][A-Za-z0-9_]*-[1-9][0-9]{0,14}$/);

interface Found {
  readonly place: FixPlace;
  readonly headHref: string;
}

/** What people put right in Jira, an issue a page. */
export function fixRoutes(
  { store, clock, publicUrl }: Pick<WebParts, "store" | "clock" | "publicUrl">,
  fixDesk: FixDesk,
  rights: ReaderRights,
  site: Site,
): Hono<WebEnv> {
  const app = new Hono<WebEnv>();
  const often = atMost(actionsPerMinute, refusedTooOften(site));
  const finds = perMinute({ each: findsPerMinute });
  const path = "/r/:owner/:repository/:target/:sha/fix/:key";

  /** Null where there is nothing that this reader may see. */
  async function find(context: Context<WebEnv>): Promise<Found | null> {
    const key = issueKey.safeParse(context.req.param("key"));
    const found = key.success ? await findActedOn(context, store, rights) : null;
    if (!key.success || found === null) return null;
    const { head, person, href } = found;
    const { repository, target, sha, recheckRef: ref } = head;
    if (ref === null) return null;
    const page = new URL(href, publicUrl).href;
    return { place: { repository, target, sha, ref, key: key.data, person, address: page }, headHref: href };
  }

  /** Says what became of it where that is no form to go on with. */
  function message(
    context: Context<WebEnv>,
    { headHref }: Pick<Found, "headHref">,
    status: 200 | 400 | 403 | 502 | 503,
    words: {
      readonly title: string;
      readonly words: readonly string[];
      readonly url: string | null;
      readonly form?: FixForm;
    },
  ): Response | Promise<Response> {
    const typed = [...(words.form?.typed.values() ?? [])].flatMap(({ input }) => input);
    return render(
      context,
      <FixMessagePage
        site={site}
        title={words.title}
        words={words.words}
        typed={typed.filter((text) => text.trim() !== "")}
        headHref={headHref}
        issueUrl={words.url}
      />,
      status,
    );
  }

  function show(
    context: Context<WebEnv>,
    { place, headHref }: Found,
    status: 200 | 400 | 409 | 422 | 429,
    view: FixView,
  ): Response | Promise<Response> {
    const page = (
      <FixPage
        site={site}
        repository={fullName(place.repository)}
        target={place.target}
        headHref={headHref}
        issueKey={place.key}
        person={place.person}
        view={view}
      />
    );
    return render(context, page, status);
  }

  function refused(
    context: Context<WebEnv>,
    found: Found,
    outcome: Exclude<OpenFix, { kind: "open" }>,
    form?: FixForm,
  ): Response | Promise<Response> {
    if (outcome.kind === "gone") return context.notFound();
    const { why, url } = outcome;
    const words = { title: "Not from here", words: [why], url };
    return message(context, found, 403, form === undefined ? words : { ...words, form });
  }

  /** Jira's silence is not GitHub's; either way nothing was done, and what was typed is shown. */
  async function orSilence(
    context: Context<WebEnv>,
    form: FixForm | null,
    answer: () => Response | Promise<Response>,
  ): Promise<Response> {
    try {
      return await answer();
    } catch (error) {
      const address = headAddress.safeParse(context.req.param());
      if (!(error instanceof SourceUnavailable) || !address.success) throw error;
      const { owner, repository, target, sha } = address.data;
      const isJira = error.kind.startsWith("jira-");
      if (!isJira && form === null) throw error;
      const words = isJira
        ? [`${error.message}.`, "Nothing was changed. Try again, or look at the issue in Jira."]
        : ["GitHub cannot be asked at the moment what you may do here. Nothing was changed; try again soon."];
      const title = isJira ? "Jira cannot be asked" : "GitHub does not answer";
      const said = { title, words, url: null, ...(form === null ? {} : { form }) };
      context.header("Retry-After", "30");
      return message(
        context,
        { headHref: `${targetHref(`${owner}/${repository}`, target)}/${sha}` },
        503,
        said,
      );
    }
  }

  async function lookForPerson(
    context: Context<WebEnv>,
    found: Found,
    form: FixForm,
    field: string,
  ): Promise<Response> {
    const words = (form.typed.get(field)?.words ?? "").trim().slice(0, longestName);
    const wait = words === "" ? 0 : await finds.secondsToWait(`person ${found.place.person.id}`);
    const isSought = words !== "" && wait === 0;
    const { view, people } = isSought
      ? await fixDesk.find(found.place, field, words)
      : { view: await fixDesk.open(found.place), people: [] };
    if (view.kind !== "open") return refused(context, found, view, form);
    const error = wait === 0 ? "Write a name, or a part of it." : "That was often. Look again in a minute.";
    const errors = isSought ? {} : { [field]: error };
    const attempt = { ...attemptOf(form), errors, found: isSought ? { field, people } : null };
    if (wait > 0) context.header("Retry-After", String(wait));
    return show(context, found, wait > 0 ? 429 : 200, { fixes: view.fixes, attempt, notice: null });
  }

  function answer(
    context: Context<WebEnv>,
    found: Found,
    form: FixForm,
    outcome: FixOutcome,
  ): Response | Promise<Response> {
    switch (outcome.kind) {
      case "gone":
      case "refused":
        return refused(context, found, outcome, form);
      case "stale": {
        const { fixes, changed } = outcome;
        const words = [
          changed,
          "Nothing was done. What you wrote is still here, where it can still be saved.",
        ];
        const notice = { title: "Jira has something else by now", words };
        return show(context, found, 409, { fixes, attempt: { ...attemptOf(form), errors: {} }, notice });
      }
      case "invalid": {
        const { fixes, byJira, messages, errors } = outcome;
        const attempt = { ...attemptOf(form), errors };
        const elsewhere = Object.entries(errors).filter(([field]) => !form.typed.has(field));
        const words = [...messages, ...elsewhere.map(([field, words]) => `${field}: ${words}`)];
        const title = byJira ? "Jira refuses this" : "Nothing was saved yet";
        const rest = words.length === 0 ? ["See what is said beside the form."] : words;
        return show(context, found, byJira ? 422 : 400, { fixes, attempt, notice: { title, words: rest } });
      }
      case "unknown": {
        const { did, why, url } = outcome;
        const words = [
          `${why}: this could not be told. It was: ${did}.`,
          "It is not tried a second time by itself. Look at the issue in Jira; the deploy is checked again.",
        ];
        return message(context, found, 502, {
          title: "Could not tell whether it was written",
          words,
          url,
          form,
        });
      }
      case "done": {
        const { did, uncommented, url } = outcome;
        if (uncommented === null)
          return context.redirect(`${found.headHref}?requested=${clock.now().getTime()}`, 303);
        const words = [
          `${did}. The deploy is checked again.`,
          `Jira did not take the comment that names you: ${uncommented}`,
        ];
        return message(context, found, 200, { title: "Written, without a comment", words, url });
      }
    }
  }

  app.get(path, often, async (context) => {
    const found = await find(context);
    if (found === null) return context.notFound();
    return orSilence(context, null, async () => {
      const view = await fixDesk.open(found.place);
      if (view.kind !== "open") return refused(context, found, view);
      return show(context, found, 200, { fixes: view.fixes, attempt: null, notice: null });
    });
  });

  app.post(path, often, bodyLimit({ maxSize: mostBytes }), async (context) => {
    const form = readFixForm(await context.req.parseBody({ all: true }));
    return orSilence(context, form, async () => {
      const found = await find(context);
      if (found === null) return context.notFound();
      if (form === null) {
        const words = ["The form could not be read, and nothing was done."];
        return message(context, found, 400, { title: "Not saved", words, url: null });
      }
      return form.find === null
        ? answer(context, found, form, await fixDesk.put(found.place, form.wish))
        : lookForPerson(context, found, form, form.find);
    });
  });

  return app;
}

function attemptOf({ wish, typed }: FixForm): Omit<NonNullable<FixView["attempt"]>, "errors"> {
  const about = wish.kind === "field" ? wish.field : wish.transition;
  return { kind: wish.kind, about, typed, found: null };
}
