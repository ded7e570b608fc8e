import { z } from "zod";
import { globMistake } from "../compile-globs.js";

/** A glob over the repository's paths: "services/web/**". */
export const pathGlobOption = z.string().check((context) => {
  const mistake = pathGlobMistake(context.value);
  if (mistake !== null) context.issues.push({ code: "custom", message: mistake, input: context.value });
});

function pathGlobMistake(glob: string): string | null {
  if (glob.trim() === "") return "a path is missing";
  if (glob.startsWith("!")) return `"!" (all but) is not supported; list what is meant`;
  if (glob.startsWith("/") || glob.startsWith("./"))
    return `paths start at the top of the repository, without "/"`;
  if (glob.split("/").includes("..")) return `".." cannot be part of a path`;
  if (glob.endsWith("/")) return `a folder is written with "**" at its end: ${JSON.stringify(`${glob}**`)}`;
  return globMistake(glob);
}
