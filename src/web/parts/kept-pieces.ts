import { randomUUID } from "node:crypto";
import { raw } from "hono/html";
import { createContext } from "hono/jsx";
import type { HtmlEscapedString } from "hono/utils/html";
import type { KeptMarkup } from "./kept-markup.js";

/** In no text that comes from outside: nobody can know it. */
const mark = randomUUID();
const place = new RegExp(`<!--kept ${mark} (\\d+)-->`);

/** What of one answer was kept: its place is held while the rest is made. */
export class KeptPieces {
  readonly #pieces: KeptMarkup[] = [];

  /** The markup that holds the place. */
  put(piece: KeptMarkup): string {
    this.#pieces.push(piece);
    return `<!--kept ${mark} ${this.#pieces.length - 1}-->`;
  }

  /** A page in its parts, with what was kept in its place. */
  split(page: string): readonly (string | KeptMarkup)[] {
    return page.split(place).flatMap((part, at): readonly (string | KeptMarkup)[] => {
      if (at % 2 === 0) return part === "" ? [] : [part];
      const piece = this.#pieces[Number(part)];
      return piece === undefined ? [] : [piece];
    });
  }
}

/** Where pieces are put; null: they are written out where they stand. */
export const KeptPiecesContext = createContext<KeptPieces | null>(null);

/** What was kept, as a part of the page that is being made. */
export function placed(piece: KeptMarkup, pieces: KeptPieces | null): HtmlEscapedString {
  return raw(pieces === null ? piece.bytes.toString() : pieces.put(piece));
}
