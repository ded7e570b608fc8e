/** Sequences that git-check-ref-format(1) forbids anywhere in a ref name; control characters apart. */
const forbidden = /\.\.|@\{|\/\/|[ ~^:?*[\\]/;

const controlCharacter = /\p{Cc}/u;

/**
 * Whether a full ref name ("refs/heads/deploy") is one that git allows. What passes cannot be an option, a range,
 * a refspec or a pattern, whatever a branch is called.
 */
export function isRefName(name: string): boolean {
  return (
    name.startsWith("refs/") &&
    !forbidden.test(name) &&
    !controlCharacter.test(name) &&
    name.isWellFormed() &&
    !name.endsWith(".") &&
    name.split("/").every((part) => part !== "" && !part.startsWith(".") && !part.endsWith(".lock"))
  );
}
