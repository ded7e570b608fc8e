import type { Engine } from "../../engine.js";
import type { ReadFormat } from "../format.js";
import type { ChangeSet } from "./change-set.js";
import { ChangelogInvalid } from "./changelog/changelog-invalid.js";
import type { ChangelogNode } from "./changelog/changelog-node.js";
import { parseXml } from "./changelog/parse-xml.js";
import { parseYaml } from "./changelog/parse-yaml.js";
import { readChangelog } from "./read-changelog.js";
import { readNewChangeSets } from "./read-new-change-sets.js";

const format = "liquibase";

/** What is wrong with a file: a mistake in it, or that it is deeper than JavaScript's stack. */
function parse(path: string, text: string): ChangelogNode {
  try {
    return path.toLowerCase().endsWith(".xml") ? parseXml(text) : parseYaml(text);
  } catch (error) {
    if (error instanceof RangeError) throw new ChangelogInvalid(1, "it is nested too deeply");
    throw error;
  }
}

/** Production's version, which was read when it was deployed; null: there is none, or it cannot be read. */
function changeSetsBefore(
  path: string,
  text: string | undefined,
  engine: Engine,
): readonly ChangeSet[] | null {
  if (text === undefined) return null;
  try {
    return readChangelog(parse(path, text), engine);
  } catch (error) {
    if (error instanceof ChangelogInvalid) return null;
    throw error;
  }
}

/** Reads changelogs in XML, YAML and JSON. */
export const readChangelogFile: ReadFormat = (file, engine, applied = []) => {
  try {
    const changeSets = readChangelog(parse(file.path, file.text), engine);
    const before = changeSetsBefore(file.path, file.before, engine);
    return readNewChangeSets(format, changeSets, { file, before, applied });
  } catch (error) {
    if (!(error instanceof ChangelogInvalid)) throw error;
    const steps = [{ kind: "unreadable", line: error.line, reason: error.message } as const];
    return { format, steps, inTransaction: false };
  }
};
