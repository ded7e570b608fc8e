import { jqlParts } from "./jql-parts.js";

/**
 * Confines a policy's JQL to projects: `(jql) AND project in ("A","B")`. ORDER BY cannot stand in parentheses and
 * moves behind. Throws {@link UnwrappableJql} where the text could break out of the parentheses.
 */
export function wrapJql(jql: string, projects: readonly string[]): string {
  const { condition, orderBy } = jqlParts(jql);
  const within = `project in (${projects.map((project) => `"${project}"`).join(",")})`;
  return [condition === "" ? within : `(${condition}) AND ${within}`, orderBy]
    .filter((part) => part !== "")
    .join(" ");
}
