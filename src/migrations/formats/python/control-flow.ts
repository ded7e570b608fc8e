import { none, type Value } from "./value.js";

/** `return`, `continue`, `break` or `raise`, on its way to what it ends. */
export class ControlFlow extends Error {
  override readonly name = "ControlFlow";
  readonly kind: "return" | "continue" | "break" | "raise";
  readonly value: Value;

  constructor(kind: ControlFlow["kind"], value: Value = none) {
    super(kind);
    this.kind = kind;
    this.value = value;
  }
}
