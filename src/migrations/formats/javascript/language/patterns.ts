import type * as t from "@babel/types";
import type { Interpreter } from "./interpreter.js";
import type { Scope } from "./scope.js";
import { List, Obj, Unknown, type Value } from "./value.js";

type Target = t.LVal | t.Expression | t.PatternLike | t.TSParameterProperty | t.VoidPattern;
type Write = (name: string, value: Value, scope: Scope) => void;

/** The name of a property; null: not known. */
export function keyOf(key: t.Node, computed: boolean, scope: Scope, interpreter: Interpreter): string | null {
  if (!computed && key.type === "Identifier") return key.name;
  if (key.type === "StringLiteral") return key.value;
  if (key.type === "NumericLiteral") return String(key.value);
  if (key.type === "PrivateName") return `#${key.id.name}`;
  if (!computed) return null;
  const value = interpreter.evaluate(key as t.Expression, scope);
  return typeof value === "string" || typeof value === "number" ? String(value) : null;
}

/** Takes a value apart into what a pattern names. */
export class Binder {
  readonly #interpreter: Interpreter;
  readonly #write: Write;

  constructor(interpreter: Interpreter, write: Write) {
    this.#interpreter = interpreter;
    this.#write = write;
  }

  bind(target: Target, value: Value, scope: Scope): void {
    this.#interpreter.spend(1);
    if (target.type === "Identifier") this.#write(target.name, value, scope);
    else if (target.type === "AssignmentPattern") {
      const given = value === undefined ? this.#interpreter.evaluate(target.right, scope) : value;
      this.bind(target.left, given, scope);
    } else if (target.type === "ObjectPattern") this.#object(target, value, scope);
    else if (target.type === "ArrayPattern") this.#array(target, value, scope);
    else if (target.type === "RestElement") this.bind(target.argument, value, scope);
    else if (target.type === "TSParameterProperty") this.bind(target.parameter, value, scope);
    else if (target.type === "MemberExpression") this.#member(target, value, scope);
    else if ("expression" in target && typeof target.expression === "object")
      this.bind(target.expression, value, scope);
  }

  #member(target: t.MemberExpression, value: Value, scope: Scope): void {
    const object = this.#interpreter.evaluate(target.object, scope);
    const key = keyOf(target.property, target.computed, scope, this.#interpreter);
    if (key !== null) this.#interpreter.set(object, key, value);
    else if (object instanceof Obj) object.open = true;
  }

  #object(target: t.ObjectPattern, value: Value, scope: Scope): void {
    const taken = new Set<string>();
    const line = this.#interpreter.lineOf(target);
    for (const property of target.properties) {
      if (property.type === "RestElement") {
        const rest =
          value instanceof Obj
            ? new Obj([...value.entries].filter(([key]) => !taken.has(key)))
            : new Unknown("the rest of an object");
        this.bind(property.argument, rest, scope);
        continue;
      }
      const key = keyOf(property.key, property.computed, scope, this.#interpreter);
      if (key !== null) taken.add(key);
      const part = key === null ? new Unknown("a property") : this.#interpreter.get(value, key, line);
      this.bind(property.value, part, scope);
    }
  }

  #array(target: t.ArrayPattern, value: Value, scope: Scope): void {
    for (const [index, element] of target.elements.entries()) {
      if (element === null) continue;
      if (value instanceof List) {
        const isRest = element.type === "RestElement";
        this.bind(element, isRest ? new List(value.items.slice(index)) : value.items[index], scope);
      } else
        this.bind(element, new Unknown("an item", { rows: value instanceof Unknown && value.rows }), scope);
    }
  }
}

/** Declares what a pattern names in a scope. */
export function declarePattern(target: Target, value: Value, scope: Scope, interpreter: Interpreter): void {
  new Binder(interpreter, (name, part) => interpreter.variables.declare(scope, name, part)).bind(
    target,
    value,
    scope,
  );
}

/** Assigns to what a pattern names. */
export function assignPattern(target: Target, value: Value, scope: Scope, interpreter: Interpreter): void {
  new Binder(interpreter, (name, part) => {
    const owner = scope.owner(name) ?? scope.function();
    interpreter.variables.set(owner.names, name, part);
  }).bind(target, value, scope);
}
