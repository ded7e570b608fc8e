import { isAlias, isMap, isNode, isScalar, isSeq, type Document } from "yaml";

/**
 * The offset of a part of a document, by its path: of its value where that is one word or text, else of its key,
 * which says better what is meant than the start of a mapping or list. `onKey`: of its key in any case.
 * A part that is not there has the place of the nearest one around it.
 */
export function placeInYaml(document: Document, path: readonly PropertyKey[], onKey: boolean): number {
  let node: unknown = document.contents;
  let offset = startOf(document.contents);
  for (const step of path) {
    const container: unknown = isAlias(node) ? node.resolve(document) : node;
    if (isMap(container)) {
      const pair = container.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      if (pair === undefined) return offset;
      offset = startOf(pair.key);
      node = pair.value;
    } else if (isSeq(container) && typeof step === "number" && container.items[step] !== undefined) {
      node = container.items[step];
      offset = startOf(node);
    } else return offset;
  }
  return !onKey && isScalar(node) && node.value !== null ? startOf(node) : offset;
}

function startOf(node: unknown): number {
  return isNode(node) ? (node.range?.[0] ?? 0) : 0;
}
