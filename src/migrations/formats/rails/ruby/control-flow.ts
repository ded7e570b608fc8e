import { nil, type Value } from "./value.js";

/** `return`, `next`, `break` or `raise`, on its way to what it ends. */
export class ControlFlow extends Error {
  override readonly name = "ControlFlow";
  readonly kind: "return" | "next" | "break" | "raise";
  readonly value: Value;

  constructor(kind: ControlFlow["kind"], value: Value = nil) {
    super(kind);
    this.kind = kind;
    this.value = value;
  }
}
