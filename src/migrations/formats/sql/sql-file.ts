/** A file's name without its folders. */
export const fileName = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** What a tool that numbers its files may have written down: the number, with and without zeros, or the whole name. */
export function numberedNames(path: string): readonly string[] {
  const name = fileName(path).replace(/(\.(up|down))?\.\w+$/, "");
  const version = /^\d+/.exec(name)?.[0];
  return version === undefined ? [name] : [...new Set([version, version.replace(/^0+(?=\d)/, ""), name])];
}

/** The part of a file that may tell its format. */
export const head = (text: string): string => text.slice(0, 4096);
