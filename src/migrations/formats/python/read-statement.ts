import type { SyntaxNode } from "@lezer/common";
import { childrenOf, splitByComma } from "./python-source.js";
import { ReadExpression } from "./read-expression.js";
import type { Expression, Statement } from "./syntax.js";

type Handler = Extract<Statement, { kind: "try" }>["handlers"][number];

/** Turns the parser's nodes into statements. */
export class ReadPython extends ReadExpression {
  /** The statements of a file, or of what follows a colon. */
  body(node: SyntaxNode | undefined): readonly Statement[] {
    if (node === undefined) return [];
    return childrenOf(node).flatMap((child) => this.#statement(child));
  }

  #statement(node: SyntaxNode): readonly Statement[] {
    const line = this.lineOf(node);
    const children = childrenOf(node);
    switch (node.name) {
      case ":":
      case ";":
        return [];
      case "StatementGroup":
        return children.flatMap((child) => this.#statement(child));
      case "ExpressionStatement":
        return [{ kind: "expression", line, value: this.sequence(children, line) }];
      case "AssignStatement":
        return this.#assign(children, line);
      case "UpdateStatement":
        return this.#update(children, line);
      case "ReturnStatement":
        return [
          {
            kind: "return",
            line,
            value: children.length > 1 ? this.sequence(children.slice(1), line) : null,
          },
        ];
      case "IfStatement":
        return [this.#if(children, line)];
      case "ForStatement":
        return [this.#for(children, line)];
      case "WhileStatement": {
        const [, condition, body] = children;
        if (condition === undefined) return [];
        return [{ kind: "while", line, condition: this.expression(condition), body: this.body(body) }];
      }
      case "TryStatement":
        return [this.#try(children, line)];
      case "WithStatement":
        return [this.#with(children, line)];
      case "FunctionDefinition":
        return [this.#function(children, line)];
      case "ClassDefinition":
        return [this.#class(children, line)];
      case "DecoratedStatement":
        return children.filter(({ name }) => name !== "Decorator").flatMap((child) => this.#statement(child));
      case "ImportStatement":
        return [{ kind: "import", line, names: this.#imported(children) }];
      case "BreakStatement":
        return [{ kind: "jump", line, jump: "break" }];
      case "ContinueStatement":
        return [{ kind: "jump", line, jump: "continue" }];
      case "RaiseStatement":
        return [{ kind: "jump", line, jump: "raise" }];
      case "MatchStatement":
        return [
          ...children
            .slice(1, -1)
            .map((subject) => ({ kind: "expression", line, value: this.expression(subject) }) as const),
          { kind: "perhaps", line, bodies: this.#clauses(children) },
        ];
      case "YieldStatement":
        return [{ kind: "expression", line, value: this.sequence(children.slice(1), line) }];
      // What is asserted is asked of the database where it is asked of it.
      case "AssertStatement":
        return [{ kind: "expression", line, value: this.sequence(children.slice(1), line) }];
      case "PassStatement":
      case "DeleteStatement":
      case "ScopeStatement":
      case "TypeDefinition":
        return [{ kind: "pass", line }];
      default:
        return [{ kind: "expression", line, value: this.expression(node) }];
    }
  }

  #assign(children: readonly SyntaxNode[], line: number): readonly Statement[] {
    const groups: SyntaxNode[][] = [[]];
    for (const child of children)
      if (child.name === "AssignOp") groups.push([]);
      else if (child.name !== "TypeDef") groups.at(-1)?.push(child);
    const value = groups.pop() ?? [];
    if (groups.length === 0) return [];
    const targets = groups.map((group) => this.sequence(group, line));
    return [{ kind: "assign", line, targets, value: this.#value(value, line) }];
  }

  #value(nodes: readonly SyntaxNode[], line: number): Expression {
    return nodes[0]?.name === "yield"
      ? { kind: "other", line, parts: [this.sequence(nodes.slice(1), line)] }
      : this.sequence(nodes, line);
  }

  #update(children: readonly SyntaxNode[], line: number): readonly Statement[] {
    const at = children.findIndex(({ name }) => name === "UpdateOp");
    const operator = children[at];
    if (operator === undefined) return [];
    return [
      {
        kind: "update",
        line,
        target: this.sequence(children.slice(0, at), line),
        operator: this.source.textOf(operator).slice(0, -1),
        value: this.#value(children.slice(at + 1), line),
      },
    ];
  }

  #if(children: readonly SyntaxNode[], line: number): Statement {
    const branches: { condition: Expression; body: readonly Statement[] }[] = [];
    let otherwise: readonly Statement[] = [];
    children.forEach((child, index) => {
      const next = children[index + 1];
      if ((child.name === "if" || child.name === "elif") && next !== undefined)
        branches.push({ condition: this.expression(next), body: this.body(children[index + 2]) });
      if (child.name === "else") otherwise = this.body(next);
    });
    return { kind: "if", line, branches, otherwise };
  }

  #for(children: readonly SyntaxNode[], line: number): Statement {
    const from = children.findIndex(({ name }) => name === "for");
    const to = children.findIndex(({ name }) => name === "in");
    const bodies = children.filter(({ name }) => name === "Body");
    const end = children.findIndex(({ name }) => name === "Body");
    return {
      kind: "for",
      line,
      target: this.sequence(children.slice(from + 1, to), line),
      items: this.sequence(children.slice(to + 1, end), line),
      body: this.body(bodies[0]),
      otherwise: this.body(bodies[1]),
    };
  }

  #try(children: readonly SyntaxNode[], line: number): Statement {
    const handlers: Handler[] = [];
    let [body, otherwise, lastly]: (readonly Statement[])[] = [[], [], []];
    let part = "";
    let name: string | null = null;
    children.forEach((child, index) => {
      const before = children[index - 1];
      if (child.name === "Body") {
        const statements = this.body(child);
        if (part === "try") body = statements;
        else if (part === "except") handlers.push({ name, body: statements });
        else if (part === "else") otherwise = statements;
        else lastly = statements;
      } else if (["try", "except", "else", "finally"].includes(child.name)) {
        part = child.name;
        name = null;
      } else if (before?.name === "as") name = this.source.textOf(child);
    });
    return {
      kind: "try",
      line,
      body: body ?? [],
      handlers,
      otherwise: otherwise ?? [],
      lastly: lastly ?? [],
    };
  }

  #with(children: readonly SyntaxNode[], line: number): Statement {
    const from = children.findIndex(({ name }) => name === "with");
    const end = children.findIndex(({ name }) => name === "Body");
    const nodes = children.slice(from + 1, end).filter(({ name }) => name !== "(" && name !== ")");
    const items = splitByComma(nodes).flatMap((group) => {
      const [value, , target] = group;
      if (value === undefined) return [];
      return [
        { value: this.expression(value), target: target === undefined ? null : this.expression(target) },
      ];
    });
    return { kind: "with", line, items, body: this.body(children[end]) };
  }

  #function(children: readonly SyntaxNode[], line: number): Statement {
    const name = children.find((child) => child.name === "VariableName");
    const list = children.find((child) => child.name === "ParamList");
    const body = children.find((child) => child.name === "Body");
    return {
      kind: "function",
      line,
      definition: {
        name: name === undefined ? "" : this.source.textOf(name),
        line,
        parameters: this.parameters(list),
        body: this.body(body),
      },
    };
  }

  #class(children: readonly SyntaxNode[], line: number): Statement {
    const name = children.find((child) => child.name === "VariableName");
    const list = children.find((child) => child.name === "ArgList");
    return {
      kind: "class",
      line,
      name: name === undefined ? "" : this.source.textOf(name),
      bases: list === undefined ? [] : this.args(list),
      body: this.body(children.find((child) => child.name === "Body")),
    };
  }

  #clauses(children: readonly SyntaxNode[]): readonly (readonly Statement[])[] {
    const matched = children.find(({ name }) => name === "MatchBody");
    if (matched === undefined) return [];
    return childrenOf(matched)
      .filter(({ name }) => name === "MatchClause")
      .map((clause) => this.body(childrenOf(clause).find(({ name }) => name === "Body")));
  }

  /** What `import a.b as c` and `from a.b import c as d` bind: names to dotted paths. */
  #imported(children: readonly SyntaxNode[]): readonly { path: string; alias: string }[] {
    const texts = children.map((child) => (child.name === "," ? "," : this.source.textOf(child)));
    const at = texts.indexOf("import");
    const isFrom = texts[0] === "from";
    const from = isFrom ? texts.slice(1, at).join("") : "";
    const names: string[][] = [[]];
    for (const text of texts.slice(at + 1))
      if (text === ",") names.push([]);
      else if (text !== "(" && text !== ")") names.at(-1)?.push(text);
    return names.flatMap((parts) => {
      const as = parts.indexOf("as");
      const path = (as === -1 ? parts : parts.slice(0, as)).join("");
      if (path === "") return [];
      const alias = as === -1 ? null : (parts[as + 1] ?? null);
      if (isFrom)
        return [{ path: from.endsWith(".") ? from + path : `${from}.${path}`, alias: alias ?? path }];
      const top = path.split(".", 1)[0] ?? path;
      return [alias === null ? { path: top, alias: top } : { path, alias }];
    });
  }
}
