import { lastName, textsOf, type FuncCall } from "../parser/ast.js";
import { stableFunctions } from "./stable-functions.js";
import { walk } from "./walk.js";

/** Names of the functions that an expression calls; a user's own schema stays before the name. */
export function functionsCalled(expression: unknown): readonly string[] {
  const names: string[] = [];
  for (const [name, contents] of walk(expression)) {
    if (name === "FuncCall") names.push(functionName(contents));
    if (name === "NextValueExpr") names.push("nextval");
  }
  return names;
}

/** Names that the parser itself spells (EXTRACT, AT TIME ZONE) or that are qualified with pg_catalog lose the schema. */
function functionName({ funcname }: FuncCall): string {
  const [schema] = textsOf(funcname);
  const name = lastName(funcname) ?? "";
  return funcname?.length === 1 || schema === "pg_catalog" ? name : `${schema ?? ""}.${name}`;
}

/** The first function that may be volatile: then each row needs its own value. Null: one value serves all rows. */
export function volatileFunction(expression: unknown): string | null {
  return functionsCalled(expression).find((name) => !stableFunctions.has(name)) ?? null;
}
