import type { SyntaxNode } from "@lezer/common";
import { childrenOf, type PythonSource, splitByComma } from "./python-source.js";
import { literalBounds, unescape } from "./string-literal.js";
import type { ArgumentSyntax, ComprehensionClause, Expression, Parameter } from "./syntax.js";

const brackets = new Set(["(", ")", "[", "]", "{", "}"]);
const inner = (node: SyntaxNode): readonly SyntaxNode[] =>
  childrenOf(node).filter(({ name }) => !brackets.has(name));

/** Turns the parser's nodes into expressions. */
export class ReadExpression {
  readonly source: PythonSource;

  constructor(source: PythonSource) {
    this.source = source;
  }

  lineOf(node: SyntaxNode): number {
    return this.source.lineAt(node.from);
  }

  expression(node: SyntaxNode): Expression {
    const line = this.lineOf(node);
    switch (node.name) {
      case "Number":
        return { kind: "number", line, value: Number(this.source.textOf(node).replaceAll("_", "")) };
      case "Boolean":
        return { kind: "boolean", line, value: this.source.textOf(node) === "True" };
      case "None":
        return { kind: "none", line };
      case "String":
      case "FormatString":
        return { kind: "text", line, parts: this.#textParts(node) };
      case "ContinuedString":
        return { kind: "text", line, parts: childrenOf(node).flatMap((part) => this.#textParts(part)) };
      case "ParenthesizedExpression":
      case "AwaitExpression":
        return this.sequence(
          inner(node).filter(({ name }) => name !== "await"),
          line,
        );
      case "ArrayExpression":
        return { kind: "list", form: "list", line, items: this.#items(inner(node)) };
      case "TupleExpression":
        return { kind: "list", form: "tuple", line, items: this.#items(inner(node)) };
      case "SetExpression":
        return { kind: "list", form: "set", line, items: this.#items(inner(node)) };
      case "DictionaryExpression":
        return this.#dict(node, line);
      case "ArrayComprehensionExpression":
        return this.#comprehension(inner(node), "list", line);
      case "SetComprehensionExpression":
        return this.#comprehension(inner(node), "set", line);
      case "DictionaryComprehensionExpression":
        return this.#comprehension(inner(node), "dict", line);
      case "ComprehensionExpression":
        return this.#comprehension(inner(node), "generator", line);
      case "CallExpression":
        return this.#call(node, line);
      case "MemberExpression":
        return this.#member(node, line);
      case "UnaryExpression":
        return this.#unary(node, line);
      case "BinaryExpression":
        return this.#binary(node, line);
      case "ConditionalExpression":
        return this.#conditional(node, line);
      case "LambdaExpression":
        return this.#lambda(node, line);
      case "NamedExpression": {
        const [name, , value] = childrenOf(node);
        if (name === undefined || value === undefined) break;
        return { kind: "assigned", line, name: this.source.textOf(name), value: this.expression(value) };
      }
    }
    const parts = childrenOf(node);
    if (parts.length === 0 && /^[\p{L}_][\p{L}\p{N}_]*$/u.test(this.source.textOf(node)))
      return { kind: "name", line, name: this.source.textOf(node) };
    return { kind: "other", line, parts: parts.map((part) => this.expression(part)) };
  }

  /** `a` is itself, `a, b` and `a,` are a tuple. */
  sequence(nodes: readonly SyntaxNode[], line: number): Expression {
    if (nodes.some(({ name }) => name === ","))
      return { kind: "list", form: "tuple", line, items: this.#items(nodes) };
    const [only] = this.#items(nodes);
    return only ?? { kind: "none", line };
  }

  args(list: SyntaxNode): readonly ArgumentSyntax[] {
    const nodes = inner(list);
    if (nodes.some(({ name }) => name === "for"))
      return [{ name: null, spread: "", value: this.#comprehension(nodes, "generator", this.lineOf(list)) }];
    return splitByComma(nodes).flatMap((group): ArgumentSyntax[] => {
      const [first, second, third] = group;
      if (first === undefined) return [];
      if ((first.name === "*" || first.name === "**") && second !== undefined)
        return [{ name: null, spread: first.name, value: this.expression(second) }];
      if (second?.name === "AssignOp" && third !== undefined)
        return [{ name: this.source.textOf(first), spread: "", value: this.expression(third) }];
      return [{ name: null, spread: "", value: this.expression(first) }];
    });
  }

  parameters(list: SyntaxNode | undefined): readonly Parameter[] {
    if (list === undefined) return [];
    return splitByComma(inner(list)).flatMap((group): Parameter[] => {
      const parts = group.filter(({ name }) => name !== "TypeDef");
      const [first] = parts;
      const kind = first?.name === "*" || first?.name === "**" ? first.name : "";
      const [name, assign, value] = kind === "" ? parts : parts.slice(1);
      if (name === undefined || name.name === "/") return [];
      const fallback = assign === undefined || value === undefined ? null : this.expression(value);
      return [{ name: this.source.textOf(name), kind, fallback }];
    });
  }

  #items(nodes: readonly SyntaxNode[]): readonly Expression[] {
    return splitByComma(nodes).flatMap((group): Expression[] => {
      const [first, second] = group;
      if (first === undefined) return [];
      if (first.name === "*" && second !== undefined)
        return [{ kind: "star", line: this.lineOf(first), value: this.expression(second) }];
      return [this.expression(first)];
    });
  }

  #textParts(node: SyntaxNode): readonly (string | Expression)[] {
    const whole = this.source.textOf(node);
    const { isRaw, opening, closing } = literalBounds(whole);
    const text = (from: number, to: number): string => {
      const raw = this.source.textOf({ from, to });
      return isRaw ? raw : unescape(raw);
    };
    const [start, end] = [node.from + opening, node.to - closing];
    if (node.name === "String") return [text(start, end)];
    const parts: (string | Expression)[] = [];
    let at = start;
    for (const replacement of childrenOf(node)) {
      if (replacement.name !== "FormatReplacement") continue;
      parts.push(text(at, replacement.from).replaceAll("{{", "{").replaceAll("}}", "}"));
      const [value] = inner(replacement);
      if (value !== undefined) parts.push(this.expression(value));
      at = replacement.to;
    }
    parts.push(text(at, end).replaceAll("{{", "{").replaceAll("}}", "}"));
    return parts;
  }

  #dict(node: SyntaxNode, line: number): Expression {
    type Entry = Extract<Expression, { kind: "dict" }>["entries"][number];
    const entries = splitByComma(inner(node)).flatMap((group): Entry[] => {
      const [first, second, third] = group;
      if (first?.name === "**" && second !== undefined)
        return [{ key: null, value: this.expression(second) }];
      if (first === undefined || third === undefined) return [];
      return [{ key: this.expression(first), value: this.expression(third) }];
    });
    return { kind: "dict", line, entries };
  }

  #comprehension(
    nodes: readonly SyntaxNode[],
    form: "list" | "set" | "dict" | "generator",
    line: number,
  ): Expression {
    const clauses: ComprehensionClause[] = [];
    const start = nodes.findIndex(({ name }) => name === "for");
    const [first, , second] = nodes;
    let at = start;
    while (nodes[at]?.name === "for") {
      const to = nodes.findIndex(({ name }, index) => index > at && name === "in");
      const next = nodes[to + 1];
      if (to === -1 || next === undefined) break;
      const target = this.sequence(nodes.slice(at + 1, to), line);
      const conditions: Expression[] = [];
      at = to + 2;
      while (nodes[at]?.name === "if") {
        const condition = nodes[at + 1];
        if (condition !== undefined) conditions.push(this.expression(condition));
        at += 2;
      }
      if (nodes[at]?.name === "async") at++;
      clauses.push({ target, items: this.expression(next), conditions });
    }
    const none: Expression = { kind: "none", line };
    const value = form === "dict" ? second : first;
    return {
      kind: "comprehension",
      form,
      line,
      key: form === "dict" && first !== undefined ? this.expression(first) : null,
      value: value === undefined ? none : this.expression(value),
      clauses,
    };
  }

  #call(node: SyntaxNode, line: number): Expression {
    const [callee, list] = childrenOf(node);
    if (callee === undefined || list === undefined) return { kind: "other", line, parts: [] };
    // A chain over several lines is named by the line of its last method.
    const last = callee.name === "MemberExpression" ? callee.lastChild : null;
    const named = last?.name === "PropertyName" ? this.lineOf(last) : line;
    return { kind: "call", line: named, callee: this.expression(callee), args: this.args(list) };
  }

  #member(node: SyntaxNode, line: number): Expression {
    const [object, separator, ...rest] = childrenOf(node);
    const [property] = rest;
    if (object === undefined) return { kind: "other", line, parts: [] };
    if (separator?.name === "." && property !== undefined)
      return {
        kind: "attribute",
        line,
        object: this.expression(object),
        name: this.source.textOf(property),
      };
    const isSlice = rest.some(({ name }) => name === ":");
    const index = rest.filter(({ name }) => !brackets.has(name) && name !== ":" && name !== ",");
    return {
      kind: "subscript",
      line,
      object: this.expression(object),
      index: index.map((one) => this.expression(one)),
      isSlice,
    };
  }

  #unary(node: SyntaxNode, line: number): Expression {
    const [operator, operand] = childrenOf(node);
    if (operator === undefined || operand === undefined) return { kind: "other", line, parts: [] };
    return {
      kind: "unary",
      line,
      operator: this.source.textOf(operator),
      operand: this.expression(operand),
    };
  }

  #binary(node: SyntaxNode, line: number): Expression {
    const children = childrenOf(node);
    const [left, right] = [children[0], children.at(-1)];
    if (left === undefined || right === undefined) return { kind: "other", line, parts: [] };
    // "not in" and "is not" are two nodes.
    const operator = children
      .slice(1, -1)
      .map((part) => this.source.textOf(part))
      .join(" ");
    return { kind: "binary", line, operator, left: this.expression(left), right: this.expression(right) };
  }

  #conditional(node: SyntaxNode, line: number): Expression {
    const [yes, , condition, , no] = childrenOf(node);
    if (yes === undefined || condition === undefined || no === undefined)
      return { kind: "other", line, parts: [] };
    return {
      kind: "conditional",
      line,
      yes: this.expression(yes),
      condition: this.expression(condition),
      no: this.expression(no),
    };
  }

  #lambda(node: SyntaxNode, line: number): Expression {
    const children = childrenOf(node);
    const body = children.at(-1);
    if (body === undefined) return { kind: "other", line, parts: [] };
    const parameters = this.parameters(children.find(({ name }) => name === "ParamList"));
    return { kind: "lambda", line, parameters, body: this.expression(body) };
  }
}
