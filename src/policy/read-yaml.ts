import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type Node,
} from "yaml";
import type { PolicyMistake } from "../checker/report.js";

/** A YAML file as plain data, with the places of its parts. */
export interface YamlFile {
  readonly value: unknown;
  /** Where a part is, by its path: at its key in a mapping, or the nearest part that is there. */
  readonly place: (path: readonly PropertyKey[]) => Pick<PolicyMistake, "line" | "column">;
}

/** How often the file may repeat parts through aliases: far more than people need, far less than it takes to fill memory. */
const mostAliases = 100;

/** Reads YAML 1.2 (so that `off` and `no` are texts), or tells every mistake of its syntax. */
export function readYaml(text: string): YamlFile | readonly PolicyMistake[] {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    version: "1.2",
    schema: "core",
    logLevel: "silent",
  });
  const at = (offset: number): Pick<PolicyMistake, "line" | "column"> => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const syntax = [...document.errors, ...document.warnings].map(({ code, message, pos }) => ({
    ...at(pos[0]),
    path: "",
    message:
      code === "MULTIPLE_DOCS" ? "write one document only, without a second ---" : `not YAML: ${message}`,
  }));
  const beyond = beyondPlainData(document).map(({ offset, message }) => ({
    ...at(offset),
    path: "",
    message,
  }));
  if (syntax.length + beyond.length > 0) return [...syntax, ...beyond];
  try {
    const value: unknown = document.toJS({ maxAliasCount: mostAliases });
    return { value, place: (path) => at(offsetOf(document, path)) };
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    return [{ line: null, column: null, path: "", message: "aliases repeat too much of the file" }];
  }
}

/** What YAML can say and plain data cannot hold. */
function beyondPlainData(
  document: Document,
): readonly { readonly offset: number; readonly message: string }[] {
  const found: { offset: number; message: string }[] = [];
  visit(document, {
    Pair(_, { key }) {
      const isText = isScalar(key) && key.value !== "__proto__";
      if (!isText) found.push({ offset: isNode(key) ? startOf(key) : 0, message: "this cannot be a key" });
    },
    Alias(_, alias) {
      if (alias.resolve(document) === undefined) {
        found.push({ offset: startOf(alias), message: `nothing is named &${alias.source} before this` });
      }
    },
  });
  return found;
}

function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  let node: unknown = document.contents;
  let offset = startOf(document.contents);
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      if (pair === undefined) return offset;
      offset = isScalar(pair.key) ? startOf(pair.key) : offset;
      node = pair.value;
    } else if (isSeq(node) && typeof step === "number" && node.items[step] !== undefined) {
      node = node.items[step];
      offset = isNode(node) ? startOf(node) : offset;
    } else return offset;
  }
  return offset;
}

function startOf(node: Node | null): number {
  return node?.range?.[0] ?? 0;
}
