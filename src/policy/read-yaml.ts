import { isNode, isScalar, LineCounter, parseDocument, visit, type Document } from "yaml";
import type { PolicyMistake } from "../checker/report.js";
import { quote } from "../checker/quote.js";
import { placeInYaml } from "./place-in-yaml.js";

/** Line and column, from 1; null where there is no place to point at. */
export type Place = Pick<PolicyMistake, "line" | "column">;

/** A YAML file as plain data, with the places of its parts. */
export interface YamlFile {
  readonly value: unknown;
  /** Where a part is, by its path; `onKey`: where its key is. */
  readonly place: (path: readonly PropertyKey[], onKey: boolean) => Place;
}

/** How many aliases a file may have: more than people need, fewer than it takes to fill memory or time. */
const mostAliases = 100;

/** Levels of nesting, with a level for each pair of a mapping: what reads the data calls itself for each. */
const deepest = 100;

/** Reads YAML 1.2 (so that `off` and `no` are texts), or tells every mistake of its syntax. */
export function readYaml(text: string): YamlFile | readonly PolicyMistake[] {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    logLevel: "error",
    prettyErrors: false,
    schema: "core",
    uniqueKeys: false, // compares every key with every other: 50,000 keys take 15 s; done below
    version: "1.2",
  });
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const problems = [...syntaxProblems(document), ...beyondPlainData(document)];
  if (problems.length > 0) {
    return problems.map(({ offset, message }) => ({ ...placeAt(offset), path: "", message }));
  }
  try {
    const value: unknown = document.toJS({ maxAliasCount: mostAliases });
    return { value, place: (path, onKey) => placeAt(placeInYaml(document, path, onKey)) };
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    return [{ line: null, column: null, path: "", message: "aliases repeat too much of the file" }];
  }
}

interface Problem {
  readonly offset: number;
  readonly message: string;
}

function syntaxProblems(document: Document.Parsed): readonly Problem[] {
  return [...document.errors, ...document.warnings].map(({ code, message, pos: [offset] }) => ({
    offset,
    message:
      code === "MULTIPLE_DOCS" ? "write one document only, without a second ---" : `not YAML: ${message}`,
  }));
}

/** What YAML can say and plain data cannot hold, or people could not follow. */
function beyondPlainData(document: Document.Parsed): readonly Problem[] {
  const found: Problem[] = [];
  let aliases = 0;
  visit(document, {
    Map(_, { items }) {
      const known = new Set<unknown>();
      for (const { key } of items) {
        const name = isScalar(key) ? String(key.value) : null;
        if (name === null || name === "__proto__") {
          found.push({ offset: startOf(key), message: "this cannot be a key" });
        } else if (known.has(name)) {
          found.push({ offset: startOf(key), message: `${quote(name)} is there twice` });
        }
        known.add(name);
      }
    },
    Alias(_, alias) {
      aliases++;
      if (aliases > mostAliases) {
        found.push({ offset: startOf(alias), message: `there are more than ${mostAliases} aliases` });
        return visit.BREAK;
      }
      if (alias.resolve(document) === undefined) {
        found.push({ offset: startOf(alias), message: `nothing is named &${alias.source} before this` });
      }
      return undefined;
    },
    Node(_, node, path) {
      if (path.length <= deepest) return undefined;
      found.push({ offset: startOf(node), message: "this is nested too deeply" });
      return visit.BREAK;
    },
  });
  return found;
}

function startOf(node: unknown): number {
  return isNode(node) ? (node.range?.[0] ?? 0) : 0;
}
