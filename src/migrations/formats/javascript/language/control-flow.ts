import type { Value } from "./value.js";

/** Code that ends early: `return`, `throw`, `break` or `continue`. */
export class ControlFlow extends Error {
  override readonly name = "ControlFlow";
  readonly kind: "return" | "throw" | "break" | "continue";
  readonly value: Value;
  readonly label: string | null;

  constructor(kind: ControlFlow["kind"], value?: Value, label: string | null = null) {
    super(kind);
    this.kind = kind;
    this.value = value;
    this.label = label;
  }
}
