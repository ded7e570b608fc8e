/** Who may give a sign-off: a permission on the repository, whoever is on call, or teams and users by name. */
export type SignOffGivers =
  | "read"
  | "triage"
  | "write"
  | "maintain"
  | "admin"
  | "on-call"
  | { readonly teams: readonly string[]; readonly users: readonly string[] };
