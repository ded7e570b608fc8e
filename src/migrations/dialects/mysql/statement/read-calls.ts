import { findAll, type SyntaxNode } from "../syntax/syntax-node.js";
import { nativeFunctions } from "./native-functions.js";
import { nameIn } from "./names.js";

/** What an expression calls of which the rates say nothing. */
export interface UnknownCall {
  readonly name: string;
  /** A function of the server's own that waits or works on purpose. */
  readonly waits: boolean;
}

/** Between batches people wait for fractions of a second; in seconds. */
const longSleep = 10;

/** Stored functions, and sleeps that are long or of a length that cannot be told. */
export function readUnknownCalls(node: SyntaxNode): readonly UnknownCall[] {
  return node.children.flatMap((child) => {
    const inside = readUnknownCalls(child);
    const own = child.rule === "functionCall" ? unknownCall(child) : null;
    return own === null ? inside : [own, ...inside];
  });
}

function unknownCall(call: SyntaxNode): UnknownCall | null {
  const [called] = call.children;
  const name = nameIn(called ?? null);
  if (called?.rule === "qualifiedIdentifier" && called.text.includes(".")) return { name, waits: false };
  switch (name.toUpperCase()) {
    case "SLEEP": {
      const seconds = Number(argumentsOf(call));
      return seconds < longSleep ? null : { name: "SLEEP", waits: true };
    }
    case "BENCHMARK":
      return { name: "BENCHMARK", waits: true };
    default:
      return nativeFunctions.has(name.toUpperCase()) || /^(?:ST_|MBR|VEC_|GTID_|WSREP_)/i.test(name)
        ? null
        : { name, waits: false };
  }
}

function argumentsOf(call: SyntaxNode): string {
  const lists = ["udfExprList", "exprList"].flatMap((rule) => findAll(call, rule));
  return lists[0]?.text ?? "";
}
