import { RE2JS } from "re2js";
import { agreed } from "./known.js";
import { boolean, type Value } from "./value.js";

type Regexp = Extract<Value, { type: "regexp" }>;

/** Compiled without backtracking, so that no pattern can take long; null: RE2 cannot express it. */
export function compile({ source, ignoreCase }: Regexp): RE2JS | null {
  try {
    return RE2JS.compile(source, ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
  } catch {
    return null;
  }
}

/** Whether a text matches; null: not known. */
export function matches(pattern: Regexp, value: Value): boolean | null {
  if (value.type === "choice") return agreed(value.values.map((one) => matches(pattern, one)));
  if (value.type === "nil") return false;
  if (value.type !== "text") return null;
  return compile(pattern)?.matcher(value.text).find() ?? null;
}

/** The same as a value. */
export function matchValue(pattern: Regexp, value: Value): Value {
  const answer = matches(pattern, value);
  return answer === null ? { type: "unknown", what: "a match", doubt: null } : boolean(answer);
}
