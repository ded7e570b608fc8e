/** The code would run longer than any migration that a person wrote: an endless recursion, or a loop over millions. */
export class TooMuchWork extends Error {
  override readonly name = "TooMuchWork";

  constructor() {
    super("the code calls itself without end or loops too often to be read");
  }
}
