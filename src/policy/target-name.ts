/** The name becomes part of a status context and of the page's address. */
export const namePattern = /^[a-z0-9][a-z0-9-]*$/;
export const longestName = 60;

/** Their contexts are taken: `pre-deploy-checker/lock` is the status of locks. */
const reservedNames: readonly string[] = ["lock"];

/** Why a target cannot have a name, or null. */
export function targetNameMistake(name: string): string | null {
  if (!namePattern.test(name)) {
    return `a target's name is made of a-z, 0-9 and "-", and starts with a letter or digit`;
  }
  if (name.length > longestName) return `a target's name has at most ${longestName} characters`;
  return reservedNames.includes(name) ? "this name is taken by another status of this app" : null;
}
