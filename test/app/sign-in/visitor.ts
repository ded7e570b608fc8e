/** A browser without pages: keeps cookies, follows nothing by itself. */
export class Visitor {
  readonly #origin: string;
  readonly #cookies = new Map<string, string>();

  constructor(origin: string) {
    this.#origin = origin;
  }

  /** A browser in which somebody has signed in. */
  static async signedIn(origin: string, login: string): Promise<Visitor> {
    const visitor = new Visitor(origin);
    await visitor.signIn(login);
    return visitor;
  }

  /** What every cookie was set with, newest last. */
  readonly setCookies: string[] = [];

  get cookies(): ReadonlyMap<string, string> {
    return this.#cookies;
  }

  /** The same cookies in another browser. */
  clone(): Visitor {
    const other = new Visitor(this.#origin);
    for (const [name, value] of this.#cookies) other.#cookies.set(name, value);
    return other;
  }

  async get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    return this.#ask(path, { headers });
  }

  /** As a form of our own pages sends it; `origin` null: as something sends it that is no browser. */
  async post(
    path: string,
    { origin = this.#origin, form }: { origin?: string | null; form?: URLSearchParams } = {},
  ): Promise<Response> {
    const body = form === undefined ? {} : { body: form };
    return this.#ask(path, { method: "POST", headers: origin === null ? {} : { origin }, ...body });
  }

  /** Signs in as somebody on the local GitHub; answers what the way back answered. */
  async signIn(login: string, returnTo = "/"): Promise<Response> {
    const start = await this.get(`/login/github?return_to=${encodeURIComponent(returnTo)}`);
    return this.comeBack(await agree(start.headers.get("location") ?? "", login));
  }

  /** Follows GitHub's redirect to us. */
  async comeBack(location: string): Promise<Response> {
    const { pathname, search } = new URL(location);
    return this.get(`${pathname}${search}`);
  }

  async #ask(path: string, init: RequestInit): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { ...(init.headers as Record<string, string>), ...(cookie === "" ? {} : { cookie }) };
    const response = await fetch(`${this.#origin}${path}`, { ...init, headers, redirect: "manual" });
    for (const set of response.headers.getSetCookie()) {
      this.setCookies.push(set);
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (value === "" || /max-age=0/i.test(set)) this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    return response;
  }
}

/** Agrees on GitHub's page as somebody; answers where GitHub sends the browser then. */
export async function agree(signInUrl: string, login: string): Promise<string> {
  const url = new URL(signInUrl);
  url.searchParams.set("login", login);
  const response = await fetch(url, { redirect: "manual" });
  const location = response.headers.get("location");
  if (location === null) throw new Error(`GitHub answered ${response.status}`);
  return location;
}
