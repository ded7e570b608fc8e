/** What the code host tells about people's accounts. */
export interface AccountEvents {
  /** The person took back what they agreed to when they signed in. */
  authorizationRevoked(personId: number): Promise<void>;
}
