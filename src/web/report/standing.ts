/** How a deploy's head stands among its branch's heads. */
export type Standing =
  | { readonly kind: "open" }
  /** The branch has moved on. */
  | { readonly kind: "superseded"; readonly by: string }
  /** Shipped, or its branch is gone. */
  | { readonly kind: "closed"; readonly isNewest: boolean };

/**
 * Where another check of the same head stands: the reader asked for it, it runs without their asking, the one
 * they asked for is done. Null: there is none.
 */
export type Recheck = "requested" | "running" | "done" | null;
