import type { MultiWriteNode } from "@ruby/prism";
import {
  BlockParametersNode,
  ClassVariableTargetNode,
  ClassVariableWriteNode,
  ConstantOrWriteNode,
  ConstantTargetNode,
  ConstantWriteNode,
  InstanceVariableOperatorWriteNode,
  InstanceVariableOrWriteNode,
  InstanceVariableTargetNode,
  InstanceVariableWriteNode,
  KeywordRestParameterNode,
  LocalVariableAndWriteNode,
  LocalVariableOperatorWriteNode,
  LocalVariableOrWriteNode,
  LocalVariableTargetNode,
  LocalVariableWriteNode,
  MultiTargetNode,
  type Node,
  NumberedParametersNode,
  OptionalKeywordParameterNode,
  OptionalParameterNode,
  ParametersNode,
  RequiredKeywordParameterNode,
  RequiredParameterNode,
  RestParameterNode,
  SplatNode,
} from "@ruby/prism";
import type { Evaluator } from "./evaluator.js";
import { entryOf, textOf } from "./known.js";
import { array, type Frame, hash, nil, unknown, type Value } from "./value.js";

/** Gives a value to what stands on the left side; calls (`a.b = c`) are none of its concern. */
export function assign(target: Node, value: Value, frame: Frame, evaluator: Evaluator): void {
  const { variables } = evaluator;
  if (
    target instanceof LocalVariableTargetNode ||
    target instanceof LocalVariableWriteNode ||
    target instanceof LocalVariableOrWriteNode ||
    target instanceof LocalVariableAndWriteNode ||
    target instanceof LocalVariableOperatorWriteNode
  )
    variables.write(frame, target.name, value);
  else if (target instanceof RequiredParameterNode) frame.locals.set(target.name, value);
  else if (
    target instanceof InstanceVariableTargetNode ||
    target instanceof InstanceVariableWriteNode ||
    target instanceof InstanceVariableOrWriteNode ||
    target instanceof InstanceVariableOperatorWriteNode ||
    target instanceof ClassVariableTargetNode ||
    target instanceof ClassVariableWriteNode
  )
    variables.set(variables.instance, target.name, value);
  else if (
    target instanceof ConstantTargetNode ||
    target instanceof ConstantWriteNode ||
    target instanceof ConstantOrWriteNode
  )
    evaluator.setConstant(target.name, value);
  else if (target instanceof MultiTargetNode) destructure(target, value, frame, evaluator);
  else if (target instanceof SplatNode && target.expression !== null)
    assign(target.expression, value, frame, evaluator);
}

/** `a, (b, *c) = value` */
export function destructure(
  { lefts, rest, rights }: MultiTargetNode | MultiWriteNode,
  value: Value,
  frame: Frame,
  evaluator: Evaluator,
): void {
  const isList = value.type === "array";
  const items = isList ? value.items : [];
  const item = (index: number): Value => {
    if (isList) return items[index] ?? nil;
    return value.type === "unknown" || value.type === "choice"
      ? unknown("a part of a list")
      : index === 0
        ? value
        : nil;
  };
  lefts.forEach((left, index) => assign(left, item(index), frame, evaluator));
  const restEnd = Math.max(lefts.length, items.length - rights.length);
  if (rest !== null)
    assign(rest, isList ? array(items.slice(lefts.length, restEnd)) : unknown("a list"), frame, evaluator);
  rights.forEach((right, index) => assign(right, item(restEnd + index), frame, evaluator));
}

function bindKeywords(
  parameters: ParametersNode,
  given: Value | undefined,
  frame: Frame,
  evaluator: Evaluator,
): void {
  const entries = given?.type === "hash" ? given.entries : [];
  const taken = new Set<string>();
  for (const keyword of parameters.keywords) {
    if (!(keyword instanceof RequiredKeywordParameterNode || keyword instanceof OptionalKeywordParameterNode))
      continue;
    taken.add(keyword.name);
    const value = entryOf(entries, keyword.name);
    const fallback = keyword instanceof OptionalKeywordParameterNode ? keyword.value : null;
    frame.locals.set(
      keyword.name,
      value ?? (fallback === null ? unknown(keyword.name) : evaluator.evaluate(fallback, frame)),
    );
  }
  const { keywordRest } = parameters;
  if (keywordRest instanceof KeywordRestParameterNode && keywordRest.name !== null)
    frame.locals.set(keywordRest.name, hash(entries.filter(({ key }) => !taken.has(textOf(key) ?? ""))));
}

function bindParameters(
  parameters: ParametersNode,
  given: readonly Value[],
  frame: Frame,
  evaluator: Evaluator,
): void {
  const last = given.at(-1);
  const takesKeywords = parameters.keywords.length > 0 || parameters.keywordRest !== null;
  const keywords = takesKeywords && last?.type === "hash" ? last : undefined;
  const args = keywords === undefined ? [...given] : given.slice(0, -1);
  const { requireds, optionals, rest, posts } = parameters;
  for (const required of requireds) assign(required, args.shift() ?? nil, frame, evaluator);
  for (const optional of optionals) {
    if (!(optional instanceof OptionalParameterNode)) continue;
    const value = args.length > posts.length ? args.shift() : undefined;
    frame.locals.set(optional.name, value ?? evaluator.evaluate(optional.value, frame));
  }
  if (rest instanceof RestParameterNode && rest.name !== null)
    frame.locals.set(rest.name, array(args.splice(0, Math.max(0, args.length - posts.length))));
  for (const post of posts) assign(post, args.shift() ?? nil, frame, evaluator);
  bindKeywords(parameters, keywords, frame, evaluator);
}

function countOf(parameters: ParametersNode): number {
  const { requireds, optionals, rest, posts } = parameters;
  return requireds.length + optionals.length + posts.length + (rest === null ? 0 : 1);
}

/** Binds a block's or method's parameters; a block of several takes one list apart. */
export function bind(
  parameters: Node | null,
  args: readonly Value[],
  frame: Frame,
  evaluator: Evaluator,
  isBlock: boolean,
): void {
  const inner = parameters instanceof BlockParametersNode ? parameters.parameters : parameters;
  if (inner instanceof ParametersNode) {
    const [only] = args;
    const spread = isBlock && args.length === 1 && countOf(inner) > 1;
    if (spread && only?.type === "array") bindParameters(inner, only.items, frame, evaluator);
    else if (spread && only?.type === "unknown")
      bindParameters(
        inner,
        Array.from({ length: countOf(inner) }, () => only),
        frame,
        evaluator,
      );
    else bindParameters(inner, args, frame, evaluator);
  } else if (inner instanceof NumberedParametersNode) {
    const [only] = args;
    const parts = inner.maximum > 1 && only?.type === "array" && args.length === 1 ? only.items : args;
    parts.forEach((value, index) => frame.locals.set(`_${index + 1}`, value));
  } else frame.locals.set("it", args[0] ?? nil);
}
