import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isJsonObject, type ContractDocument } from "./contract-document.js";

export type ContractName = "github" | "jira";

/**
 * Reads a vendor's description from `../shared/contracts` beside the project, or answers null where that
 * folder is not there: tests then skip what needs it and say so.
 */
export function loadContract(name: ContractName): ContractDocument | null {
  const file = join(projectRoot(), "..", "shared", "contracts", `${name}-openapi-subset.json`);
  if (!existsSync(file)) return null;
  const document: unknown = JSON.parse(readFileSync(file, "utf8"));
  if (!isContract(document)) throw new Error(`${file} is not an OpenAPI description: it has no paths`);
  return document;
}

function isContract(value: unknown): value is ContractDocument {
  return isJsonObject(value) && isJsonObject(value["paths"]);
}

/** This file runs from the sources and, compiled, from `build`: the root is the next folder up with a lockfile. */
function projectRoot(): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "package-lock.json"))) return folder;
    if (folder === dirname(folder)) throw new Error("found no package-lock.json above the contract harness");
  }
}
