import type { Engine } from "../../engine.js";
import type { MigrationStep } from "../../read-migration.js";
import type { ChangeSet } from "./change-set.js";
import { childrenNamed, type ChangelogNode } from "./changelog/changelog-node.js";
import { expandNode } from "./changelog/expand-node.js";
import { Properties } from "./changelog/properties.js";
import { allChanges } from "./changes/all-changes.js";
import { Change, type ChangeContext } from "./changes/change.js";
import { inTransaction } from "./in-transaction.js";
import { isFor } from "./is-for.js";
import { modifySql } from "./modify-sql.js";
import { UnreadableChange } from "./unreadable-change.js";

/** What stands in a change set besides its changes. Preconditions are taken to hold; what rolls back does not run. */
const besides = new Set(["comment", "modifySql", "preConditions", "rollback", "validCheckSum"]);

/** The keys of a change set, which stand among its children where it is written in YAML or JSON. */
const keys = new Set(
  "id author context contextFilter created dbms failOnError ignore labels logicalFilePath objectQuotingStrategy runAlways runInTransaction runOnChange runOrder runWith".split(
    " ",
  ),
);

/** The changes of a change set; in YAML and JSON they stand in a list of that name. */
function changesOf(changeSet: ChangelogNode): readonly ChangelogNode[] {
  return changeSet.children.flatMap((child) => {
    if (child.name === "changes") return child.children;
    return besides.has(child.name) || keys.has(child.name) ? [] : [child];
  });
}

function changeSteps(node: ChangelogNode, context: ChangeContext): readonly MigrationStep[] {
  const { line } = node;
  if (!isFor(context.engine, node.attributes.get("dbms"))) return [];
  const read = allChanges.get(node.name);
  try {
    if (read === undefined) throw new UnreadableChange(`no change is known that is called "${node.name}"`);
    return read(new Change(node, context)).map((sent) =>
      typeof sent === "string" ? { kind: "sql", line, sql: sent } : sent,
    );
  } catch (error) {
    if (!(error instanceof UnreadableChange)) throw error;
    return [{ kind: "unreadable", line, reason: error.message }];
  }
}

function changeSetSteps(node: ChangelogNode, context: ChangeContext): readonly MigrationStep[] {
  const { attributes, line } = node;
  if (attributes.get("ignore") === "true" || !isFor(context.engine, attributes.get("dbms"))) return [];
  const changes = changesOf(node);
  let steps = changes.flatMap((change) => changeSteps(change, context));
  try {
    steps = steps.map(modifySql(node, context.engine));
  } catch (error) {
    if (!(error instanceof UnreadableChange)) throw error;
    steps = [{ kind: "unreadable", line, reason: error.message }];
  }
  const last = Math.max(line, ...steps.slice(-1).map((step) => step.line));
  const runs = attributes.get("runInTransaction") !== "false";
  return inTransaction(steps, { engine: context.engine, runs, first: line, last });
}

/** An element without its place and its blanks, as Liquibase's checksum takes it. */
function contentOf({ name, attributes, children, text }: ChangelogNode): unknown {
  const words = text.replaceAll(/\s+/g, " ").trim();
  return [name, [...attributes].sort(([a], [b]) => (a < b ? -1 : 1)), words, children.map(contentOf)];
}

function runsOf(attributes: ReadonlyMap<string, string>): ChangeSet["runs"] {
  if (attributes.get("runAlways") === "true") return "always";
  return attributes.get("runOnChange") === "true" ? "on change" : "once";
}

/** A changelog's change sets, in their order. Those of the changelogs that it includes are those files' own. */
export function readChangelog(root: ChangelogNode, engine: Engine): readonly ChangeSet[] {
  const properties = new Properties(root, engine);
  return childrenNamed(root, "changeSet").map((written): ChangeSet => {
    const node = expandNode(written, properties);
    const { attributes, line } = node;
    const strategy = attributes.get("objectQuotingStrategy") ?? root.attributes.get("objectQuotingStrategy");
    const quoting = strategy === "QUOTE_ALL_OBJECTS" ? "all" : "legacy";
    const modified = childrenNamed(node, "modifySql");
    return {
      id: attributes.get("id") ?? "",
      author: attributes.get("author") ?? "",
      logicalPath: attributes.get("logicalFilePath") ?? root.attributes.get("logicalFilePath") ?? null,
      line,
      content: JSON.stringify([...changesOf(node), ...modified].map(contentOf)),
      runs: runsOf(attributes),
      mayChange: childrenNamed(node, "validCheckSum").length > 0,
      steps: () => changeSetSteps(node, { engine, quoting }),
    };
  });
}
