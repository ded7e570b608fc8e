import type { Engine } from "../../engine.js";
import type { MigrationStep } from "../../read-migration.js";
import { childrenNamed, type ChangelogNode } from "./changelog/changelog-node.js";
import { isFor } from "./is-for.js";
import { UnreadableChange } from "./unreadable-change.js";

type Modify = (sql: string) => string;

function modifierOf({ name, attributes, text }: ChangelogNode): Modify {
  const value = attributes.get("value") ?? text;
  switch (name) {
    case "append":
      return (sql) => sql + value;
    case "prepend":
      return (sql) => value + sql;
    case "replace":
      return (sql) => sql.replaceAll(attributes.get("replace") ?? "\0", () => attributes.get("with") ?? "");
    default:
      throw new UnreadableChange(`${name} of modifySql changes the SQL in a way that is not read`);
  }
}

/**
 * Applies a change set's `modifySql` (often `<append value=" ENGINE=InnoDB"/>`).
 * https://docs.liquibase.com/workflows/liquibase-community/modify-sql.html. Throws UnreadableChange.
 */
export function modifySql(changeSet: ChangelogNode, engine: Engine): (step: MigrationStep) => MigrationStep {
  const modifiers = childrenNamed(changeSet, "modifySql")
    .filter(({ attributes }) => isFor(engine, attributes.get("dbms")))
    // In YAML its dbms stands among its children as well.
    .flatMap(({ children }) =>
      children.filter(({ name }) => !["dbms", "applyToRollback", "context"].includes(name)),
    )
    .map(modifierOf);
  if (modifiers.length === 0) return (step) => step;
  return (step) =>
    step.kind === "sql" ? { ...step, sql: modifiers.reduce((sql, modify) => modify(sql), step.sql) } : step;
}
