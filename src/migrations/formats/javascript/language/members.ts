import { memberOf } from "./classes.js";
import { isNamespace, languageFunction } from "./globals.js";
import type { Interpreter } from "./interpreter.js";
import { describeValue, isPlain } from "./known.js";
import { listMethod } from "./list-methods.js";
import { textMethod } from "./text-methods.js";
import { Alias, Closure, Host, List, Native, Obj, PartialText, Unknown, type Value } from "./value.js";

/** `then`, `catch` and `finally`: what is not a promise is taken for one that is fulfilled. */
function promiseMember(object: Value, key: string, interpreter: Interpreter): Native | null {
  if (key === "then")
    return new Native("then", ([callee], line) => {
      const value = interpreter.settle(object, line);
      return callee === undefined || callee === null ? value : interpreter.callBack(callee, [value], line);
    });
  if (key === "catch")
    return new Native("catch", ([callee], line) => {
      const value = interpreter.settle(object, line);
      interpreter.perhaps(() => {
        interpreter.settle(interpreter.callBack(callee, [new Unknown("an error")], line), line);
      });
      return value;
    });
  if (key !== "finally") return null;
  return new Native("finally", ([callee], line) => {
    const value = interpreter.settle(object, line);
    interpreter.settle(interpreter.callBack(callee, [], line), line);
    return value;
  });
}

function functionMember(of: Closure | Native, key: string, interpreter: Interpreter): Value {
  if (key === "call" || key === "apply" || key === "bind")
    return new Native(`${of.name}.${key}`, ([self, ...args], line) => {
      if (key === "bind") return of;
      const [list] = args;
      const given = key === "apply" ? (list instanceof List ? list.items : []) : args;
      return interpreter.call({ callee: of, self, args: given, line, name: of.name });
    });
  if (key === "name") return of.name;
  if (of instanceof Native) return new Unknown(`${of.name}.${key}`, { acts: true });
  for (let at: Value = of, depth = 0; at instanceof Closure && depth < 20; at = at.parent, depth++)
    if (at.statics.entries.has(key)) return at.statics.entries.get(key);
  return undefined;
}

function ofObject(object: Obj, key: string, line: number, interpreter: Interpreter): Value {
  if (object.entries.has(key)) return object.entries.get(key);
  const member = memberOf(object.of, key);
  if (member?.node.type === "ClassMethod" && member.node.kind === "get")
    return interpreter.call({ callee: member, self: object, args: [], line, name: key });
  if (member !== undefined) return member;
  const promise = promiseMember(object, key, interpreter);
  if (promise !== null) return promise;
  if (key === "hasOwnProperty")
    return new Native(key, (args, at) => {
      const has = languageFunction("Object.hasOwn", interpreter);
      return has === null ? undefined : has.run([object, ...args], at);
    });
  if (object.of !== null && object.of.parent !== undefined)
    return new Unknown(`an inherited ${key}`, { own: true });
  return object.open ? new Unknown(key) : undefined;
}

function ofList(list: List, key: string, interpreter: Interpreter): Value {
  if (key === "length" || key === "size") return list.items.length;
  if (/^\d+$/.test(key)) return list.items[Number(key)];
  const method = listMethod(key);
  if (method !== null) return new Native(key, (args, line) => method(list, args, line, interpreter));
  return promiseMember(list, key, interpreter) ?? new Unknown(`${key} of a list`);
}

function ofText(text: string, key: string, interpreter: Interpreter): Value {
  if (key === "length") return text.length;
  if (/^\d+$/.test(key)) return text[Number(key)];
  const method = textMethod(key);
  if (method !== null) return new Native(key, (args) => method(text, args, interpreter));
  return promiseMember(text, key, interpreter) ?? new Unknown(`${key} of a text`);
}

/** White space around it and the case of a text whose parts are not all known. */
function ofPartial(value: PartialText, key: string): Value {
  if (["trim", "trimStart", "trimEnd", "toString"].includes(key)) return new Native(key, () => value);
  return new Unknown(`${key} of a text`);
}

function ofUnknown(value: Unknown, key: string, interpreter: Interpreter): Value {
  if (value.what === "globalThis" || value.what === "global") return interpreter.global(key);
  const name = `${value.what}.${key}`;
  if (isNamespace(value.what)) {
    const known = languageFunction(name, interpreter);
    if (known !== null) return known;
  }
  if (key === "default" || key === "__esModule") return value;
  return promiseMember(value, key, interpreter) ?? new Unknown(name, value);
}

/** A property of a value. */
export function memberOfValue(object: Value, key: string, line: number, interpreter: Interpreter): Value {
  if (typeof object === "string") return ofText(object, key, interpreter);
  if (object instanceof Alias) return ofText(object.names[0], key, interpreter);
  if (object instanceof Host) {
    const value = object.get(key, line);
    return value === undefined ? (promiseMember(object, key, interpreter) ?? undefined) : value;
  }
  if (object instanceof Obj) return ofObject(object, key, line, interpreter);
  if (object instanceof List) return ofList(object, key, interpreter);
  if (object instanceof Unknown) return ofUnknown(object, key, interpreter);
  if (object instanceof PartialText) return ofPartial(object, key);
  if (object instanceof Closure || object instanceof Native) return functionMember(object, key, interpreter);
  const promise = promiseMember(object, key, interpreter);
  if (promise !== null) return promise;
  if (isPlain(object) && typeof object === "number" && (key === "toString" || key === "toFixed"))
    return new Native(key, () => String(object));
  return new Unknown(`${key} of ${describeValue(object)}`);
}
