import type { MigrationFile, MigrationStep, ReadMigration } from "../../read-migration.js";
import type { ChangeSet } from "./change-set.js";
import { notedChangeSets } from "./is-noted.js";

const keyOf = ({ id, author, logicalPath }: ChangeSet): string => JSON.stringify([id, author, logicalPath]);

const nameOf = ({ id, author }: ChangeSet): string => `${id} of ${author}`;

/** Whether Liquibase runs a change set in this deploy. */
function runsIn(changeSet: ChangeSet, old: ChangeSet | undefined, isNoted: boolean): boolean {
  if (changeSet.runs === "always") return true;
  if (old !== undefined) return changeSet.runs === "on change" && old.content !== changeSet.content;
  return !isNoted;
}

/**
 * What a changelog does in this deploy: the change sets that neither production's version of the file has nor
 * production's own bookkeeping says were run. Old ones that are changed or gone are named.
 * @param before those of production's version; null: it has none, or what it has cannot be read
 */
export function readNewChangeSets(
  format: string,
  changeSets: readonly ChangeSet[],
  {
    file,
    before,
    applied,
  }: {
    readonly file: MigrationFile;
    readonly before: readonly ChangeSet[] | null;
    readonly applied: readonly string[];
  },
): ReadMigration {
  const isNoted = notedChangeSets(applied);
  const old = new Map((before ?? []).map((each) => [keyOf(each), each]));
  const own = new Set(changeSets.map(keyOf));
  const steps: MigrationStep[] = [];
  const changed: string[] = [];
  for (const changeSet of changeSets) {
    const earlier = old.get(keyOf(changeSet));
    const isChanged = earlier !== undefined && earlier.content !== changeSet.content;
    if (isChanged && changeSet.runs === "once" && !changeSet.mayChange) changed.push(nameOf(changeSet));
    if (!runsIn(changeSet, earlier, isNoted(changeSet, file.path))) continue;
    for (const step of changeSet.steps()) steps.push(step);
  }
  const removed = [...old.values()].filter((each) => !own.has(keyOf(each))).map(nameOf);
  return { format, steps, inTransaction: false, changedParts: changed, removedParts: removed };
}
