import { RE2JS, RE2JSException } from "re2js";
import type { Pattern } from "./rules.js";

/** A pattern that cannot be run; the message tells its author what to change. */
export class PatternError extends Error {
  override readonly name = "PatternError";
  readonly source: string;

  constructor(message: string, source: string, options?: ErrorOptions) {
    super(message, options);
    this.source = source;
  }
}

/** Longer ones are programs, not patterns; also bounds how long compiling may take. */
const longestPattern = 1000;

const unsupported: readonly (readonly [RegExp, string])[] = [
  [/^\(\?<?[=!]/, "lookahead and lookbehind are not supported"],
  [/^\(\?>/, "atomic groups are not supported"],
  [/^\\(?:[1-9]|k<)/, "back references are not supported"],
];

/**
 * Compiles a pattern of the policy on RE2, so that it takes time linear in the text whatever the pattern.
 * Throws {@link PatternError}.
 */
export function compilePattern(source: string): Pattern {
  if (source.length > longestPattern) {
    throw new PatternError(`the pattern is longer than ${longestPattern} characters`, source);
  }
  for (const part of source.matchAll(/\\(?:k<|.)|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?(?:<?[=!]|>)/gs)) {
    const reason = unsupported.find(([syntax]) => syntax.test(part[0]))?.[1];
    if (reason !== undefined) throw new PatternError(`${reason} (patterns run on RE2)`, source);
  }
  try {
    const compiled = RE2JS.compile(RE2JS.translateRegExp(source));
    return { source, test: (text) => compiled.test(text) };
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    throw new PatternError(describe(error), source, { cause: error });
  }
}

function describe({ message }: Error): string {
  const reason = message.replace(/^error parsing regexp: /, "").replaceAll("`", '"');
  return `not a valid pattern: ${reason} (patterns run on RE2)`;
}
