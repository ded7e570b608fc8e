import type { Value } from "../../python/value.js";

/** The SQL of a text or `sa.text("...")`, bound parameters being NULL; null: it is none. */
export function sqlText(value: Value | undefined | null): string | null {
  return textValue(value)?.text ?? null;
}

/** The same with the line on which it begins. */
export function textValue(value: Value | undefined | null): { text: string; line: number | null } | null {
  if (value?.type === "text") return value;
  if (value?.type !== "construct") return null;
  const name = value.path.slice(value.path.lastIndexOf(".") + 1);
  const [first] = value.args.positional;
  if ((name === "text" || name === "DDL" || name === "literal_column") && first?.type === "text") {
    const bound = first.text.replaceAll(/(?<![:\w\\']):[A-Za-z_]\w*/g, "NULL").replaceAll("\\:", ":");
    return { text: bound, line: first.line };
  }
  // text("...").bindparams(...), .columns(...), .execution_options(...)
  return value.owner === null ? null : textValue(value.owner);
}
