import { z } from "zod";
import { globMistake } from "../compile-globs.js";

/**
 * Why git would refuse a ref name, or null. See git-check-ref-format: the rules for a name below `refs/heads/`.
 * `glob`: `*`, `?`, `[` and braces are allowed, since the name is a pattern over names.
 */
export function refNameMistake(name: string, glob: boolean): string | null {
  if (name === "") return "a name is missing";
  if (name.startsWith("refs/")) return `write the name without "refs/heads/" or "refs/tags/"`;
  if (name.startsWith("-")) return `a name cannot start with "-"`;
  if (glob && name.startsWith("!")) return `"!" (all but) is not supported; list what is meant`;
  const bad = (glob ? /[\p{Cc} ~^:\\]/u : /[\p{Cc} ~^:\\*?[]/u).exec(name)?.[0];
  if (bad !== undefined) return `${JSON.stringify(bad)} cannot be part of a name`;
  if (name.includes("..") || name.includes("@{") || name === "@") return `"..", "@{" and "@" cannot be names`;
  const parts = name.split("/");
  if (parts.some((part) => part === "")) return `a name cannot start or end with "/" or have two in a row`;
  if (parts.some((part) => part.startsWith(".") || part.endsWith(".") || part.endsWith(".lock"))) {
    return `no part of a name can start or end with "." or end with ".lock"`;
  }
  return glob ? globMistake(name) : null;
}

function refName(glob: boolean): z.ZodString {
  return z.string().check((context) => {
    const mistake = refNameMistake(context.value, glob);
    if (mistake !== null) context.issues.push({ code: "custom", message: mistake, input: context.value });
  });
}

/** A branch by its name: "production". */
export const branchOption = refName(false);

/** A branch or tag name, or a glob over them: "release/*". */
export const refGlobOption = refName(true);
