import { RE2JS, RE2JSException } from "re2js";
import { PatternError } from "../checker/compile-pattern.js";

/**
 * Tells whether a path or a ref's name matches any of the globs: `*` and `?` within a segment, `**` over any number
 * of segments, `[a-z]`, `[!a-z]` and `{a,b}`; names that begin with a dot are no exception, `\` takes the next
 * character as it is, and all else stands for itself. `a/**` matches `a` too.
 *
 * Runs on RE2 like every pattern of a policy: engines that go back and try again take minutes for `*a*a*a*a*a*ab`.
 * Throws {@link PatternError} for a class that cannot be read (`[z-a]`); the policy's globs were tried when it was read.
 */
export function compileGlobs(globs: readonly string[]): (text: string) => boolean {
  if (globs.length === 0) return () => false;
  const source = globs.map((glob) => `(?:${translate(glob)})`).join("|");
  const compiled = compile(`^(?:${source})$`, globs);
  return (text) => compiled.test(text);
}

/** Why a glob cannot be read, or null. */
export function globMistake(glob: string): string | null {
  try {
    compileGlobs([glob]);
    return null;
  } catch (error) {
    if (error instanceof PatternError) return error.message;
    throw error;
  }
}

function compile(source: string, globs: readonly string[]): RE2JS {
  try {
    return RE2JS.compile(source, RE2JS.DOTALL);
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    throw new PatternError("this cannot be read as a glob", globs.join(" "), { cause: error });
  }
}

const token = new RegExp(
  [
    String.raw`(?<around>^\*\*$|(?<=^|/)\*\*/|/\*\*$)`,
    String.raw`(?<star>\*+)`,
    String.raw`\[(?<negated>[!^]?)(?<members>\]?[^\]/]+)\]`,
    String.raw`\\(?<literal>.)`,
    String.raw`(?<other>.)`,
  ].join("|"),
  "gsu",
);

function translate(glob: string): string {
  const braces = balancedBraces(glob);
  let source = "";
  for (const match of glob.matchAll(token)) {
    const { around, star, negated, members, literal, other = "" } = match.groups ?? {};
    if (around !== undefined)
      source += around === "**" ? ".*" : around.startsWith("/") ? "(?:/.*)?" : "(?:.*/)?";
    else if (star !== undefined) source += "[^/]*";
    else if (members !== undefined)
      source += `[${negated === "" ? "" : "^/"}${members.replace(/[\\[\]^]|^-|-$/g, "\\$&")}]`;
    else if (literal !== undefined) source += RE2JS.quote(literal);
    else source += braces.get(match.index) ?? (other === "?" ? "[^/]" : RE2JS.quote(other));
  }
  return source;
}

/** What stands for the braces and commas that make up alternatives, by their place; others are ordinary characters. */
function balancedBraces(glob: string): ReadonlyMap<number, string> {
  const replaced = new Map<number, string>();
  const open: { readonly at: number; readonly commas: number[] }[] = [];
  for (const { 0: text, index } of glob.matchAll(/\\.|\[[^\]]*\]|[{},]/gs)) {
    if (text === "{") open.push({ at: index, commas: [] });
    if (text === ",") open.at(-1)?.commas.push(index);
    if (text !== "}") continue;
    const closed = open.pop();
    if (closed === undefined || closed.commas.length === 0) continue;
    replaced.set(closed.at, "(?:").set(index, ")");
    for (const comma of closed.commas) replaced.set(comma, "|");
  }
  return replaced;
}
