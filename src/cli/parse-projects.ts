/** Jira's rule for project keys: a letter, then letters, digits and underscores. */
const projectKey = /^[A-Z][A-Z0-9_]*$/;

/** Reads "story, TECH" as upper-case project keys; what cannot be one is named in `wrong`. */
export function parseProjects(text: string): {
  readonly projects: readonly string[];
  readonly wrong: readonly string[];
} {
  const names = text
    .split(",")
    .map((name) => name.trim().toUpperCase())
    .filter((name) => name !== "");
  return {
    projects: [...new Set(names.filter((name) => projectKey.test(name)))],
    wrong: names.filter((name) => !projectKey.test(name)),
  };
}
