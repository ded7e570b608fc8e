import { isJsonObject } from "./contract-document.js";

/**
 * Turns OpenAPI 3.0's `nullable: true` into JSON Schema, in place and throughout: ajv knows the keyword only
 * beside `type`, and the descriptions use it beside `$ref`, `allOf` and `oneOf` as well.
 */
export function allowNull(node: unknown): void {
  if (Array.isArray(node)) {
    for (const item of node) allowNull(item);
    return;
  }
  if (!isJsonObject(node)) return;
  for (const child of Object.values(node)) allowNull(child);
  if (node["nullable"] !== true) return;
  delete node["nullable"];
  if (typeof node["type"] === "string") {
    node["type"] = [node["type"], "null"];
    const values: unknown = node["enum"];
    if (Array.isArray(values) && !values.includes(null)) values.push(null);
    return;
  }
  const { ...unwrapped } = node;
  for (const key of Object.keys(node)) Reflect.deleteProperty(node, key);
  node["anyOf"] = [unwrapped, { type: "null" }];
}
