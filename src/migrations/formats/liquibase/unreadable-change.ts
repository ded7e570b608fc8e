/** A change whose SQL cannot be told from the changelog; the step that stands for it says why. */
export class UnreadableChange extends Error {
  override readonly name = "UnreadableChange";
}
