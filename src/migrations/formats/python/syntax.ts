/** What an argument of a call is: `value`, `name=value`, `*value`, `**value`. */
export interface ArgumentSyntax {
  readonly name: string | null;
  readonly spread: "" | "*" | "**";
  readonly value: Expression;
}

/** A parameter of a function; `kind` tells `*args` and `**kwargs`. */
export interface Parameter {
  readonly name: string;
  readonly kind: "" | "*" | "**";
  readonly fallback: Expression | null;
}

/** One `for target in items if ...` of a comprehension. */
export interface ComprehensionClause {
  readonly target: Expression;
  readonly items: Expression;
  readonly conditions: readonly Expression[];
}

/** An expression of Python's, with its line from 1. */
export type Expression = { readonly line: number } & (
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "text"; readonly parts: readonly (string | Expression)[] }
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "none" }
  | { readonly kind: "list"; readonly form: "list" | "tuple" | "set"; readonly items: readonly Expression[] }
  | { readonly kind: "star"; readonly value: Expression }
  | {
      readonly kind: "dict";
      /** Key null: `**value`. */
      readonly entries: readonly { readonly key: Expression | null; readonly value: Expression }[];
    }
  | { readonly kind: "call"; readonly callee: Expression; readonly args: readonly ArgumentSyntax[] }
  | { readonly kind: "attribute"; readonly object: Expression; readonly name: string }
  | {
      readonly kind: "subscript";
      readonly object: Expression;
      readonly index: readonly Expression[];
      readonly isSlice: boolean;
    }
  | { readonly kind: "unary"; readonly operator: string; readonly operand: Expression }
  | {
      readonly kind: "binary";
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: "conditional";
      readonly condition: Expression;
      readonly yes: Expression;
      readonly no: Expression;
    }
  | { readonly kind: "lambda"; readonly parameters: readonly Parameter[]; readonly body: Expression }
  | {
      readonly kind: "comprehension";
      readonly form: "list" | "set" | "dict" | "generator";
      readonly key: Expression | null;
      readonly value: Expression;
      readonly clauses: readonly ComprehensionClause[];
    }
  | { readonly kind: "assigned"; readonly name: string; readonly value: Expression }
  | { readonly kind: "other"; readonly parts: readonly Expression[] }
);

/** A function's definition. */
export interface FunctionSyntax {
  readonly name: string;
  readonly line: number;
  readonly parameters: readonly Parameter[];
  readonly body: readonly Statement[];
}

/** A statement of Python's, with its line from 1. */
export type Statement = { readonly line: number } & (
  | { readonly kind: "expression"; readonly value: Expression }
  | { readonly kind: "assign"; readonly targets: readonly Expression[]; readonly value: Expression }
  | {
      readonly kind: "update";
      readonly target: Expression;
      readonly operator: string;
      readonly value: Expression;
    }
  | { readonly kind: "return"; readonly value: Expression | null }
  | {
      readonly kind: "if";
      readonly branches: readonly {
        readonly condition: Expression;
        readonly body: readonly Statement[];
      }[];
      readonly otherwise: readonly Statement[];
    }
  | {
      readonly kind: "for";
      readonly target: Expression;
      readonly items: Expression;
      readonly body: readonly Statement[];
      readonly otherwise: readonly Statement[];
    }
  | { readonly kind: "while"; readonly condition: Expression; readonly body: readonly Statement[] }
  | {
      readonly kind: "try";
      readonly body: readonly Statement[];
      readonly handlers: readonly {
        readonly name: string | null;
        readonly body: readonly Statement[];
      }[];
      readonly otherwise: readonly Statement[];
      readonly lastly: readonly Statement[];
    }
  | {
      readonly kind: "with";
      readonly items: readonly { readonly value: Expression; readonly target: Expression | null }[];
      readonly body: readonly Statement[];
    }
  | { readonly kind: "function"; readonly definition: FunctionSyntax }
  | {
      readonly kind: "class";
      readonly name: string;
      readonly bases: readonly ArgumentSyntax[];
      readonly body: readonly Statement[];
    }
  | {
      readonly kind: "import";
      readonly names: readonly { readonly path: string; readonly alias: string }[];
    }
  | { readonly kind: "jump"; readonly jump: "break" | "continue" | "raise" }
  /** Parts that run or not, as `match` has them. */
  | { readonly kind: "perhaps"; readonly bodies: readonly (readonly Statement[])[] }
  | { readonly kind: "pass" }
);
