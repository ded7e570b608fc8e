import { scan } from "../script/scan.js";
import { unquote } from "./names.js";

/** One variable that a SET gives a value. */
export interface Assignment {
  /** Lower-case, without `@@` and scope; a user's variable keeps its `@`. */
  readonly name: string;
  readonly value: string;
}

/** The text between commas outside of parentheses and quotes. */
function splitAtCommas(text: string): readonly string[] {
  const found: string[] = [];
  let depth = 0;
  let from = 0;
  for (let token = scan(text, 0); token !== null; token = scan(text, token.end)) {
    const written = text.slice(token.start, token.end);
    if (written === "(") depth += 1;
    if (written === ")") depth -= 1;
    if (written === "," && depth === 0) {
      found.push(text.slice(from, token.start));
      from = token.end;
    }
  }
  return [...found, text.slice(from)];
}

/** Reads `SET SESSION foreign_key_checks = 0, @a := 1`; what is no assignment (NAMES, TRANSACTION) is left out. */
export function readAssignments(statement: string): readonly Assignment[] {
  return splitAtCommas(statement.replace(/^set\b/i, "")).flatMap((part) => {
    const at = part.indexOf("=");
    if (at < 0) return [];
    const name = part.slice(0, at).replace(/:$/, "").trim().toLowerCase();
    const plain = name.replace(/^(?:@@)?(?:(?:session|global|local|persist)\b\s*\.?\s*)?/, "");
    return [{ name: unquote(plain), value: unquote(part.slice(at + 1).trim()) }];
  });
}
