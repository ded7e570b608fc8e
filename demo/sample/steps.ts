/** An author or committer of the sample. */
export interface Person {
  readonly name: string;
  readonly email: string;
}

/** Files by path; null removes the file. */
export type Files = Readonly<Record<string, string | null>>;

/** One thing that somebody did in a clone of a sample repository. */
export type Step =
  | {
      readonly do: "commit";
      readonly by: Person;
      readonly message: string;
      readonly files: Files;
      /** Names the commit for later steps. */
      readonly as?: string;
    }
  /** Starts a branch at another one and goes on there. */
  | { readonly do: "branch"; readonly name: string; readonly from: string }
  | { readonly do: "switch"; readonly to: string }
  | { readonly do: "merge"; readonly branch: string; readonly by: Person; readonly message: string }
  | { readonly do: "revert"; readonly commit: string; readonly by: Person }
  | { readonly do: "cherry-pick"; readonly commit: string; readonly by: Person }
  | { readonly do: "tag"; readonly name: string; readonly by: Person; readonly message: string };

export interface SampleRepository {
  readonly owner: string;
  readonly name: string;
  /** What is live already: done and pushed before the app is told anything. */
  readonly shipped: readonly Step[];
  /** What is to be deployed: pushed to the deploy branch while the app runs. */
  readonly upcoming: readonly Step[];
  readonly deployBranch: string;
  /** The policy's targets: each gets a status. */
  readonly targets: readonly string[];
}
