/** Somebody whom the code host knows. `id` stays for ever; a login can be given up and taken by another. */
export interface Person {
  readonly id: number;
  readonly login: string;
  /** As the profile says it; null: it says none. */
  readonly name: string | null;
}
