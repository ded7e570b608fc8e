import type * as t from "@babel/types";
import type { Interpreter } from "./interpreter.js";
import { keyOf } from "./patterns.js";
import { Scope } from "./scope.js";
import { Closure, Obj, Unknown, type Value } from "./value.js";

const deepestInheritance = 20;

/** A method of a class or of one that it extends. */
export function memberOf(of: Value, key: string): Closure | undefined {
  let at = of;
  for (let depth = 0; at instanceof Closure && depth < deepestInheritance; depth++, at = at.parent) {
    const member = at.members.get(key);
    if (member !== undefined) return member;
  }
  return undefined;
}

/** A class of the file, with its static members. */
export function defineClass(node: t.Class, scope: Scope, interpreter: Interpreter): Closure {
  const { superClass, id } = node;
  const parent =
    superClass === null || superClass === undefined ? undefined : interpreter.evaluate(superClass, scope);
  const made = new Closure({ name: id?.name ?? "a class", node, scope, parent });
  const inside = new Scope(scope, { isFunction: true, self: made, home: made });
  if (id !== null && id !== undefined) interpreter.variables.declare(inside, id.name, made);
  for (const member of node.body.body) {
    interpreter.spend(1);
    if (member.type === "ClassMethod" || member.type === "ClassPrivateMethod") {
      const key = keyOf(member.key, member.type === "ClassMethod" && member.computed, inside, interpreter);
      if (key === null) continue;
      const method = interpreter.closure(member, inside, key);
      if (member.static) made.statics.entries.set(key, method);
      else made.members.set(key, method);
    } else if (member.type === "ClassProperty" || member.type === "ClassPrivateProperty") {
      if (member.static) setField(member, made.statics, inside, interpreter);
    } else if (member.type === "StaticBlock") for (const one of member.body) interpreter.run(one, inside);
  }
  return made;
}

function setField(
  member: t.ClassProperty | t.ClassPrivateProperty,
  target: Obj,
  scope: Scope,
  interpreter: Interpreter,
): void {
  const key = keyOf(member.key, member.type === "ClassProperty" && member.computed, scope, interpreter);
  const { value } = member;
  if (key === null) return;
  target.entries.set(
    key,
    value === null || value === undefined ? undefined : interpreter.evaluate(value, scope),
  );
}

/** A new instance: the fields of its classes, then what the constructors assign. */
export function instantiate(
  of: Closure,
  args: readonly Value[],
  line: number,
  interpreter: Interpreter,
): Obj {
  const made = new Obj([], of);
  const chain: Closure[] = [];
  for (let at: Value = of; at instanceof Closure && chain.length < deepestInheritance; at = at.parent)
    chain.unshift(at);
  for (const one of chain) {
    const { node } = one;
    if (node.type !== "ClassDeclaration" && node.type !== "ClassExpression") continue;
    const scope = new Scope(one.scope, { isFunction: true, self: made, home: one });
    for (const member of node.body.body)
      if ((member.type === "ClassProperty" || member.type === "ClassPrivateProperty") && !member.static)
        setField(member, made, scope, interpreter);
    const build = one.members.get("constructor");
    const given = one === of ? args : [new Unknown("what the constructor of a derived class gives")];
    if (build !== undefined)
      interpreter.call({ callee: build, self: made, args: given, line, name: `new ${one.name}` });
  }
  return made;
}
