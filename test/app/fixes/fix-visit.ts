import { Visitor } from "../sign-in/visitor.js";

/** The fields of one of the page's forms, as a browser would send them: the form with this hidden `about`. */
export function formOf(html: string, about: string): URLSearchParams {
  const form = html.split("<form").find((part) => part.includes(`name="about" value="${about}"`));
  if (form === undefined) throw new Error(`There is no form about ${about}`);
  const hidden = [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
  return new URLSearchParams(
    hidden.map(([, name = "", value = ""]): [string, string] => [name, unescaped(value)]),
  );
}

/** The ids that a form offers for a choice, by its words. */
export function choicesOf(html: string): ReadonlyMap<string, string> {
  const options = html.matchAll(/<option value="([^"]*)"[^>]*>([^<]*)<\/option>/g);
  const boxes = html.matchAll(/<input type="checkbox"[^>]*value="([^"]*)"[^>]*\/> <bdi>([^<]*)<\/bdi>/g);
  return new Map([...options, ...boxes].map(([, id = "", words = ""]) => [unescaped(words), id]));
}

/** Somebody at a browser who has signed in, and a page that they opened. */
export interface OpenedPage {
  readonly visitor: Visitor;
  readonly status: number;
  readonly html: string;
}

/** Opens pages as somebody who signs in but once. */
export function createVisits(): (origin: string, login: string, path: string) => Promise<OpenedPage> {
  const visitors = new Map<string, Visitor>();
  return async (origin, login, path) => {
    const name = `${login} ${origin}`;
    const visitor = visitors.get(name) ?? new Visitor(origin);
    if (!visitors.has(name)) await visitor.signIn(login);
    visitors.set(name, visitor);
    const response = await visitor.get(path);
    return { visitor, status: response.status, html: await response.text() };
  };
}

function unescaped(text: string): string {
  return text
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}
