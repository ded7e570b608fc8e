import { isJsonObject, type ContractDocument, type JsonObject } from "./contract-document.js";

export interface Operation {
  /** As published: "/repos/{owner}/{repo}". */
  readonly template: string;
  readonly method: string;
  readonly definition: JsonObject;
  /** RFC 6901 pointer to the definition within the document. */
  readonly pointer: string;
}

/** Parameters whose value may contain slashes, in addition to those that the description marks itself. */
const slashed = new Set(["path", "ref", "basehead", "branch", "sha", "commit_sha", "tag"]);

interface Route {
  readonly pattern: RegExp;
  readonly literals: number;
  readonly operation: Operation;
}

/** Finds the published operation that a request addresses; where several fit, the most literal one. */
export function createOperationTable(
  document: ContractDocument,
): (method: string, path: string) => Operation | null {
  const routes: Route[] = [];
  for (const [template, methods] of Object.entries(document.paths)) {
    const segments = template.split("/").map((segment) => {
      const name = /^\{(.+)\}$/.exec(segment)?.[1];
      if (name === undefined) return segment.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
      return slashed.has(name) ? "(.+)" : "([^/]+)";
    });
    for (const [method, definition] of Object.entries(methods)) {
      if (!isJsonObject(definition)) continue;
      const pointer = pointerTo("paths", template, method);
      routes.push({
        pattern: new RegExp(`^${segments.join("/")}$`),
        literals: segments.filter((segment) => !segment.startsWith("(")).length,
        operation: { template, method: method.toUpperCase(), definition, pointer },
      });
    }
  }
  routes.sort((a, b) => b.literals - a.literals);
  return (method, path) =>
    routes.find((route) => route.operation.method === method && route.pattern.test(path))?.operation ?? null;
}

/** A JSON pointer from its unescaped steps. */
export function pointerTo(...steps: readonly string[]): string {
  return steps.map((step) => `/${step.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** Follows a local `$ref` and says where the target stands. */
export function dereference(
  document: ContractDocument,
  node: unknown,
  pointer: string,
): { readonly node: unknown; readonly pointer: string } {
  if (!isJsonObject(node) || typeof node["$ref"] !== "string") return { node, pointer };
  const target = node["$ref"].replace(/^#/, "");
  let found: unknown = document;
  for (const step of target.split("/").slice(1)) {
    found = isJsonObject(found) ? found[step.replaceAll("~1", "/").replaceAll("~0", "~")] : undefined;
  }
  return dereference(document, found, target);
}
