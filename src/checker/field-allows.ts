import { foldCase } from "./fold-case.js";
import type { FieldRule } from "./rules.js";

/** Whether one value of a field is what the policy's rule for the field asks for. */
export function fieldAllows(rule: Pick<FieldRule, "oneOf" | "matches">, text: string): boolean {
  return fieldLists(rule, text) && (rule.matches?.test(text.trim()) ?? true);
}

/** Whether it is among the values that the rule lists, where it lists any. */
export function fieldLists({ oneOf }: Pick<FieldRule, "oneOf">, text: string): boolean {
  return oneOf?.some((allowed) => foldCase(allowed) === foldCase(text)) ?? true;
}
