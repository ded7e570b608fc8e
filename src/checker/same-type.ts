/** `true` where two types of plain data hold the same, but for `readonly`, at any depth; else `never`. */
export type SameType<A, B> = [Whole<A>] extends [Whole<B>]
  ? [Whole<B>] extends [Whole<A>]
    ? true
    : never
  : never;

/** Optional parts are made required, so that one that is missing on one side is noticed. */
type Whole<T> = T extends readonly []
  ? []
  : T extends readonly (infer Item)[]
    ? Whole<Item>[]
    : T extends object
      ? { -readonly [Key in keyof T]-?: Whole<T[Key]> }
      : T;
