import type { ChangelogNode } from "./changelog-node.js";
import type { Properties } from "./properties.js";

/** An element with the values of its properties in all texts. */
export function expandNode(node: ChangelogNode, properties: Properties): ChangelogNode {
  return {
    ...node,
    attributes: new Map([...node.attributes].map(([name, value]) => [name, properties.expand(value)])),
    children: node.children.map((child) => expandNode(child, properties)),
    text: properties.expand(node.text),
  };
}
