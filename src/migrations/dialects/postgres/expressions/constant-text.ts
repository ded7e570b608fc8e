import { as, lastName, textOf, type Node } from "../parser/ast.js";

/**
 * The text that an expression of constants stands for: what EXECUTE runs where it is a literal, literals joined by `||`,
 * or format() of literals. Null where it depends on anything else.
 */
export function constantText(node: Node | undefined): string | null {
  const constant = as(node, "A_Const");
  if (constant !== null) return constant.sval?.sval ?? null;
  const cast = as(node, "TypeCast");
  if (cast !== null) return constantText(cast.arg);
  const operation = as(node, "A_Expr");
  if (operation !== null && textOf(operation.name?.[0]) === "||") {
    const [left, right] = [constantText(operation.lexpr), constantText(operation.rexpr)];
    return left === null || right === null ? null : left + right;
  }
  const call = as(node, "FuncCall");
  if (call === null) return null;
  const given = (call.args ?? []).map(constantText);
  const texts = given.filter((text) => text !== null);
  if (texts.length !== given.length) return null;
  return functions.get(lastName(call.funcname) ?? "")?.(texts) ?? null;
}

const functions: ReadonlyMap<string, (texts: readonly string[]) => string | null> = new Map([
  ["format", ([template = "", ...values]) => format(template, values)],
  ["quote_ident", ([name = ""]) => quoteName(name)],
  ["quote_literal", ([text = ""]) => quoteText(text)],
  ["concat", (texts) => texts.join("")],
]);

function format(template: string, values: readonly string[]): string | null {
  let next = 0;
  const parts = template.split(/(%(?:\d+\$)?[sIL%])/).map((part) => {
    const [, place, letter] = /^%(?:(\d+)\$)?([sIL%])$/.exec(part) ?? [];
    if (letter === undefined) return part.includes("%") ? null : part;
    if (letter === "%") return "%";
    const value = values[place === undefined ? next++ : Number(place) - 1];
    if (value === undefined) return null;
    if (letter === "I") return quoteName(value);
    return letter === "L" ? quoteText(value) : value;
  });
  return parts.includes(null) ? null : parts.join("");
}

const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`;
