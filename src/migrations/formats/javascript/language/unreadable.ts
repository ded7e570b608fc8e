/** A command whose SQL cannot be told from the code; the step that stands for it says why. */
export class Unreadable extends Error {
  override readonly name = "Unreadable";
}
