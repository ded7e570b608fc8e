import type { Interpreter } from "./interpreter.js";
import { array, boolean, type Call, number, text, unknown, type Value } from "./value.js";

const units: Readonly<Record<string, number>> = {
  kilobyte: 2 ** 10,
  megabyte: 2 ** 20,
  gigabyte: 2 ** 30,
  terabyte: 2 ** 40,
};

const arithmetic: Readonly<Record<string, (a: number, b: number) => number>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => Math.floor(a / b),
  "%": (a, b) => a % b,
  "**": (a, b) => a ** b,
};

const comparison: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
};

const manyTurns = 1000;

/** Methods of numbers. */
export function numberMethods(call: Call, interpreter: Interpreter): Value | undefined {
  const { receiver, name, args, block } = call;
  if (receiver.type !== "number") return undefined;
  const own = receiver.number;
  const [argument] = args;
  const other = argument?.type === "number" ? argument.number : null;
  const unit = units[name.replace(/s$/, "")];
  if (unit !== undefined) return number(own * unit);
  const calculate = arithmetic[name];
  if (calculate !== undefined) {
    const result = other === null ? Number.NaN : calculate(own, other);
    return Number.isFinite(result) ? number(result) : unknown("a number");
  }
  const compare = comparison[name];
  if (compare !== undefined) return other === null ? unknown("a comparison") : boolean(compare(own, other));
  switch (name) {
    case "to_s":
    case "inspect":
      return text(String(own));
    case "to_i":
    case "to_f":
    case "to_d":
      return receiver;
    case "-@":
      return number(-own);
    case "zero?":
      return boolean(own === 0);
    case "positive?":
      return boolean(own > 0);
    case "times":
    case "upto": {
      const first = name === "times" ? 0 : own;
      const count = name === "times" ? own : other === null ? Number.NaN : other - own + 1;
      const isFew = count <= manyTurns;
      const turns = isFew
        ? Array.from({ length: Math.max(0, count) }, (_, index) => [number(first + index)])
        : null;
      if (block === null) return turns === null ? unknown(name) : array(turns.flat());
      for (const value of interpreter.loop(block, turns, [unknown("a number")])) interpreter.discard(value);
      return receiver;
    }
    default:
      return undefined;
  }
}
