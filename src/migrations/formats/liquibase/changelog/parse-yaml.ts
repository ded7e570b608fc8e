import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Alias,
  type Document,
  type Node,
  type Pair,
  type YAMLMap,
} from "yaml";
import { ChangelogInvalid } from "./changelog-invalid.js";
import { deepestNesting, type ChangelogNode } from "./changelog-node.js";

/** A file has fewer nodes than letters, unless aliases make more of them: a "billion laughs". */
const mostNodes = (text: string): number => Math.min(10_000 + text.length, 2_000_000);

type OpenNode = ChangelogNode & {
  readonly attributes: Map<string, string>;
  readonly children: ChangelogNode[];
};

class YamlReader {
  readonly #document: Document;
  readonly #lines: LineCounter;
  /** Looking an anchor up walks through the document. */
  readonly #anchors = new Map<Alias, unknown>();
  #nodesLeft: number;

  constructor(document: Document, lines: LineCounter, mostNodes: number) {
    this.#document = document;
    this.#lines = lines;
    this.#nodesLeft = mostNodes;
  }

  /** A key with what stands under it. */
  node(name: string, key: unknown, value: unknown, depth: number): ChangelogNode {
    const line = this.#lineOf(key) ?? this.#lineOf(value) ?? 1;
    if (depth > deepestNesting) throw new ChangelogInvalid(line, "it is nested too deeply");
    this.#nodesLeft -= 1;
    if (this.#nodesLeft < 0) throw new ChangelogInvalid(line, "its aliases make too much of it");
    const node: OpenNode = {
      name,
      line,
      attributes: new Map(),
      children: [],
      text: scalarText(value) ?? "",
      textLine: this.#textLine(value) ?? line,
    };
    this.#fill(node, this.#resolved(value), depth);
    return node;
  }

  #fill(node: OpenNode, value: unknown, depth: number): void {
    if (isMap(value)) this.#map(node, value, depth);
    if (isSeq(value)) for (const item of value.items) this.#item(node, item, depth);
  }

  #map(node: OpenNode, map: YAMLMap, depth: number): void {
    for (const { key, value } of map.items) {
      const name = scalarText(key) ?? "";
      const content = this.#resolved(value);
      if (name === "<<") {
        this.#merge(node, content, depth);
        continue;
      }
      const text = scalarText(content);
      if (text !== null) node.attributes.set(name, text);
      // "sql: {sql: ...}" and "sql: ..." are told apart by whoever reads the change.
      node.children.push(this.node(name, key, content, depth + 1));
    }
  }

  /** `- createTable: {...}` is a child of the list's own key, which the list itself stands under. */
  #item(node: OpenNode, item: unknown, depth: number): void {
    const value = this.#resolved(item);
    if (isMap(value)) {
      const [first, ...more] = value.items;
      const inner = this.#resolved(first?.value);
      if (first !== undefined && more.length === 0) {
        node.children.push(this.node(scalarText(first.key) ?? "", first.key, inner, depth + 1));
        return;
      }
    }
    node.children.push(this.node("", item, value, depth + 1));
  }

  #merge(node: OpenNode, value: unknown, depth: number): void {
    const maps = isSeq(value) ? value.items.map((item) => this.#resolved(item)) : [value];
    for (const map of maps) {
      if (!isMap(map)) continue;
      const merged: OpenNode = { ...node, attributes: new Map(), children: [] };
      if (depth > deepestNesting) throw new ChangelogInvalid(node.line, "it is nested too deeply");
      this.#map(merged, map, depth + 1);
      for (const [key, text] of merged.attributes)
        if (!node.attributes.has(key)) node.attributes.set(key, text);
      node.children.push(...merged.children);
    }
  }

  #resolved(value: unknown): unknown {
    if (!isAlias(value)) return value;
    const known = this.#anchors.get(value);
    const resolved = known ?? value.resolve(this.#document);
    if (resolved === undefined)
      throw new ChangelogInvalid(this.#lineOf(value) ?? 1, `there is no anchor called ${value.source}`);
    this.#anchors.set(value, resolved);
    return resolved;
  }

  #lineOf(value: unknown): number | null {
    const start = (value as Node | null | undefined)?.range?.[0];
    return start === undefined ? null : this.#lines.linePos(start).line;
  }

  /** A block's text begins on the line below its `|`. */
  #textLine(value: unknown): number | null {
    const line = this.#lineOf(value);
    const isBlock = isScalar(value) && (value.type === "BLOCK_LITERAL" || value.type === "BLOCK_FOLDED");
    return line !== null && isBlock ? line + 1 : line;
  }
}

/** As it was written: `1.10` is no number to Liquibase's texts. Null: no scalar. */
function scalarText(value: unknown): string | null {
  if (!isScalar(value)) return null;
  if (value.value === null) return value.source === "null" || value.source === "~" ? "NULL" : "";
  return typeof value.value === "string" ? value.value : (value.source ?? "");
}

/** Reads YAML, and JSON, which is YAML. Throws ChangelogInvalid. */
export function parseYaml(text: string): ChangelogNode {
  const lines = new LineCounter();
  // Silent, it would pass over a second document.
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    logLevel: "error",
    uniqueKeys: false,
    schema: "core",
  });
  const [error] = document.errors;
  if (error !== undefined)
    throw new ChangelogInvalid(
      lines.linePos(error.pos[0]).line || 1,
      `it cannot be parsed (${error.message})`,
    );
  const { contents } = document;
  const [pair, second] = isMap(contents)
    ? (contents.items as Pair[]).filter(({ key }) => scalarText(key) === "databaseChangeLog")
    : [];
  if (pair === undefined) throw new ChangelogInvalid(1, "it has no databaseChangeLog");
  const lineOf = ({ key }: Pair): number => lines.linePos((key as Node).range?.[0] ?? 0).line || 1;
  if (second !== undefined) throw new ChangelogInvalid(lineOf(second), "it has a second databaseChangeLog");
  if (!isSeq(pair.value) && !isAlias(pair.value) && scalarText(pair.value) !== "")
    throw new ChangelogInvalid(lineOf(pair), "its databaseChangeLog is no list");
  return new YamlReader(document, lines, mostNodes(text)).node("databaseChangeLog", pair.key, pair.value, 0);
}
