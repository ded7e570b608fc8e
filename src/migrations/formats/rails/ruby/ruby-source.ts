import type { Node } from "@ruby/prism";

type Place = Node["location"];

/** A file as the parser counts it, in bytes. */
export class RubySource {
  readonly #bytes: Uint8Array;
  readonly #lineStarts = [0];

  constructor(text: string) {
    this.#bytes = new TextEncoder().encode(text);
    for (let at = this.#bytes.indexOf(10); at !== -1; at = this.#bytes.indexOf(10, at + 1))
      this.#lineStarts.push(at + 1);
  }

  /** The line of a place, from 1. */
  lineAt({ startOffset }: Place): number {
    let low = 0;
    let high = this.#lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#lineStarts[middle] ?? 0) <= startOffset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }

  textAt({ startOffset, length }: Place): string {
    return new TextDecoder().decode(this.#bytes.subarray(startOffset, startOffset + length));
  }
}
