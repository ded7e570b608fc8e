import type * as t from "@babel/types";

/** A callee as it is written, for people: "knex.schema.createTable". */
export function describeNode(node: t.Node): string {
  if (node.type === "Identifier") return node.name;
  if (node.type === "ThisExpression") return "this";
  if (node.type === "MemberExpression" || node.type === "OptionalMemberExpression") {
    const key = node.property.type === "Identifier" && !node.computed ? node.property.name : "[…]";
    return `${describeNode(node.object)}.${key}`.slice(-80);
  }
  if (node.type === "CallExpression") return `${describeNode(node.callee)}()`.slice(-80);
  if (node.type === "SequenceExpression") {
    const last = node.expressions.at(-1);
    return last === undefined ? "a call" : describeNode(last);
  }
  return node.type === "AwaitExpression" ? describeNode(node.argument) : "a call";
}
