import type { Person } from "../person.js";

/** What a sign-in attempt sends along and expects back. */
export interface SignInAttempt {
  /** Comes back with the code; binds the answer to the browser that asked. */
  readonly state: string;
  /** Only who knows it can redeem the code (RFC 7636). */
  readonly verifier: string;
  /** Where the person comes back to, an absolute address. */
  readonly redirectUri: string;
}

/** Who tells us who somebody is. */
export interface IdentityProvider {
  /** The page on which the person agrees. */
  signInUrl(attempt: SignInAttempt): string;
  /**
   * Redeems the code that the person came back with. What the provider gives for it is used once and kept nowhere.
   * @throws SignInRefused where the code is not good; SourceUnavailable where the provider cannot be asked
   */
  personOf(code: string, attempt: Omit<SignInAttempt, "state">): Promise<Person>;
}

/** The provider did not take the code: too old, used already, or not meant for us. */
export class SignInRefused extends Error {
  override readonly name = "SignInRefused";
  /** The provider's word for it: "bad_verification_code". */
  readonly reason: string;

  constructor(reason: string) {
    super(`GitHub did not take the sign-in: ${reason}`);
    this.reason = reason;
  }
}
