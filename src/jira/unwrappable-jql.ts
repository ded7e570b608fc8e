/** JQL that cannot be enclosed safely. The message names what is wrong with it, after "has": "an unclosed quote". */
export class UnwrappableJql extends Error {
  override readonly name = "UnwrappableJql";
}
