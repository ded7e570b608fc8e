import type { Answer } from "./github-client.js";
import { GitHubUnavailable } from "./github-unavailable.js";
import { LeastRecentlyUsed } from "./least-recently-used.js";

/**
 * Remembers answers by their ETag. What is asked again with it costs no rate limit where it has not changed, and is
 * as fresh as any answer: GitHub looks, and says so.
 * @see https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api#use-conditional-requests-if-appropriate
 */
export class TaggedAnswers<T> {
  readonly #known: LeastRecentlyUsed<{ readonly etag: string; readonly data: T }>;

  /** `capacity`: answers that are remembered at most. */
  constructor(capacity: number) {
    this.#known = new LeastRecentlyUsed(capacity);
  }

  /** `ask` sends the headers that it is given. Throws what it throws. */
  async read(
    key: string,
    ask: (headers: Readonly<Record<string, string>>) => Promise<Answer<T>>,
  ): Promise<T> {
    const known = this.#known.get(key);
    try {
      const { data, etag } = await ask(known === undefined ? {} : { "if-none-match": known.etag });
      if (etag !== null) this.#known.set(key, { etag, data });
      return data;
    } catch (error) {
      if (error instanceof GitHubUnavailable && error.status === 304 && known !== undefined)
        return known.data;
      throw error;
    }
  }
}
