import { z } from "zod";

/** The path of one file in the repository, from its top: "db/structure.sql". */
export const repositoryPathOption = z.string().check((context) => {
  const mistake = repositoryPathMistake(context.value);
  if (mistake !== null) context.issues.push({ code: "custom", message: mistake, input: context.value });
});

function repositoryPathMistake(path: string): string | null {
  const segments = path.split("/");
  if (path.trim() === "") return "a path is missing";
  if (/[\0\r\n\\]/.test(path)) return `write a path in the repository with "/", like db/structure.sql`;
  if (path.startsWith("/") || segments.includes("."))
    return `paths start at the top of the repository, without "/" or "./"`;
  if (segments.includes("..")) return `".." cannot be part of a path`;
  if (segments.includes("")) return "name a file, not a folder";
  return null;
}
