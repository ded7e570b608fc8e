import { bindArguments } from "./bind-arguments.js";
import { callBuiltin } from "./builtins.js";
import { ControlFlow } from "./control-flow.js";
import { describe } from "./describe.js";
import { dictMethods } from "./dict-methods.js";
import { evaluate } from "./evaluate.js";
import { runStatement } from "./run-statement.js";
import { listMethods } from "./list-methods.js";
import type { Domain, Interpreter } from "./interpreter.js";
import { Assignments, createScope } from "./scope.js";
import type { StepList } from "./step-list.js";
import type { ArgumentSyntax, Expression, Statement } from "./syntax.js";
import { textMethods } from "./text-methods.js";
import { TooMuchWork } from "./too-much-work.js";
import { Unreadable } from "./unreadable.js";
import {
  type Arguments,
  boolean,
  type Call,
  type ClassValue,
  type Code,
  type ConstructValue,
  list,
  type ListValue,
  type Names,
  none,
  symbol,
  text,
  unknown,
  type Value,
} from "./value.js";

/** Of lists, sets and dicts that are not known. */
const collectionMethods = new Set(
  "append add extend update get setdefault insert items keys values pop".split(" "),
);

const mostWork = 300_000;
const deepestCalls = 30;

/** Runs one migration without a database: follows what is known and takes every way that is not. */
export class Session implements Interpreter {
  readonly domain: Domain;
  readonly steps: StepList;
  readonly assignments = new Assignments();
  #work = 0;
  #depth = 0;
  #doubt = 0;
  #unknownLoops = 0;
  #lostReturns = 0;

  constructor(domain: Domain, steps: StepList) {
    this.domain = domain;
    this.steps = steps;
  }

  /** How many branches and loops deep it is that may not run, or how often is not known. */
  get doubt(): number {
    return this.#doubt;
  }

  get inUnknownLoop(): boolean {
    return this.#unknownLoops > 0;
  }

  /** Spends a part of the work that one file may cost. @throws TooMuchWork */
  spend(units: number): void {
    this.#work += units;
    if (this.#work > mostWork) throw new TooMuchWork();
  }

  evaluate(expression: Expression, scope: Names): Value {
    this.spend(1);
    return evaluate(expression, scope, this);
  }

  run(statements: readonly Statement[], scope: Names): void {
    for (const statement of statements) {
      this.spend(1);
      this.attempt(statement.line, () => {
        runStatement(statement, scope, this);
        return none;
      });
    }
  }

  /** What goes wrong inside makes its line unreadable, and the rest goes on. */
  attempt(line: number, code: () => Value): Value {
    try {
      return code();
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      this.steps.unreadable(line, error.message);
      return unknown("a value");
    }
  }

  /** Reads code that may or may not run: neither `return` nor `raise` in it ends what follows. */
  perhaps(code: () => Value): Value {
    this.#doubt++;
    try {
      return this.assignments.perhaps(() => {
        try {
          return code();
        } catch (error) {
          if (!(error instanceof ControlFlow)) throw error;
          if (error.kind === "return") this.#lostReturns++;
          return unknown("a value");
        }
      });
    } finally {
      this.#doubt--;
    }
  }

  /** Runs the body of a loop once, of which neither the items nor their number are known. */
  unknownLoop(code: () => void): void {
    this.#unknownLoops++;
    try {
      this.perhaps(() => {
        code();
        return none;
      });
    } finally {
      this.#unknownLoops--;
    }
  }

  /** Runs code for every item of a value, as far as they are known; `break` ends it. */
  iterate(value: Value, line: number, code: (item: Value) => void): void {
    const items = this.itemsOf(value, line);
    if (items === null || items.isOpen) {
      const each = items === null || items.items.length === 0 ? [this.#itemOf(value, line)] : items.items;
      for (const item of each) this.unknownLoop(() => code(item));
      return;
    }
    for (const item of items.items) {
      this.spend(1);
      try {
        code(item);
      } catch (error) {
        if (!(error instanceof ControlFlow)) throw error;
        if (error.kind === "break") return;
        if (error.kind !== "continue") throw error;
      }
    }
  }

  /** The items of a list, of a dict its keys; null: not known. */
  itemsOf(value: Value, line: number): ListValue | null {
    if (value.type === "list") return value;
    if (value.type === "dict")
      return {
        ...list(
          value.entries.map(({ key }) => key),
          "list",
          value.doubt,
        ),
        isOpen: value.isOpen,
      };
    if (value.type === "construct" || value.type === "symbol") this.use(value, line);
    if (value.type === "text" && !value.isPartial && value.text.length < 1000)
      return list(Array.from(value.text).map((character) => text(character)));
    return null;
  }

  #itemOf(value: Value, line: number): Value {
    if (value.type === "host") return value.host.iterated?.(line) ?? unknown(`an item of ${describe(value)}`);
    return unknown(`an item of ${describe(value)}`, null, value.type === "unknown" && value.ofRow);
  }

  /** A value that is read by code which needs more than its name, so that what it asks the database for is said. */
  use(value: Value, line: number): void {
    if (value.type === "host") value.host.iterated?.(line);
  }

  /** A value that nobody uses: if the call behind it may have done anything, that is said. */
  discard(value: Value): void {
    if (value.type === "unknown" && value.doubt !== null)
      this.steps.unreadable(value.doubt.line, `${value.doubt.what}: what it does is not known`);
    if (value.type === "construct" && !this.domain.perform(value, this))
      this.steps.unreadable(value.line, `${describe(value)}: what it does is not known`);
  }

  args(syntax: readonly ArgumentSyntax[], scope: Names): Arguments {
    const positional: Value[] = [];
    const named = new Map<string, Value>();
    let isOpen = false;
    for (const { name, spread, value: expression } of syntax) {
      const value = this.evaluate(expression, scope);
      if (spread === "" && name !== null) named.set(name, value);
      else if (spread === "") positional.push(value);
      else if (spread === "*" && value.type === "list") {
        positional.push(...value.items);
        isOpen ||= value.isOpen;
      } else if (spread === "**" && value.type === "dict") {
        for (const entry of value.entries)
          if (entry.key.type === "text") named.set(entry.key.text, entry.value);
        isOpen ||= value.isOpen;
      } else isOpen = true;
    }
    return { positional, named, isOpen };
  }

  /** What `object.name` is where it is not called. */
  attribute(object: Value, name: string): Value {
    switch (object.type) {
      case "symbol": {
        const path = `${object.path}.${name}`;
        return (
          (object.owner === null ? this.domain.symbol(path, this) : undefined) ?? symbol(path, object.owner)
        );
      }
      case "construct":
        return symbol(`${object.path}.${name}`, object);
      case "host":
        return object.host.attribute(name) ?? { type: "method", owner: object, name };
      case "class": {
        const own = object.scope.names.get(name);
        // A mapped class's column is known by its class.
        if (own?.type === "construct" && /Column$|column$/.test(own.path))
          return symbol(`${object.name}.${name}`, object);
        if (own !== undefined) return own;
        const base = object.bases.find(({ type }) => type === "class");
        return base === undefined ? symbol(`${object.name}.${name}`, object) : this.attribute(base, name);
      }
      case "boolean":
      case "dict":
      case "function":
      case "list":
      case "method":
      case "none":
      case "number":
      case "text":
      case "unknown":
      default:
        return { type: "method", owner: object, name };
    }
  }

  call(callee: Value, call: Call): Value {
    this.spend(1);
    switch (callee.type) {
      case "symbol":
      case "class":
        return this.#construct(callee, call);
      case "method":
        return this.#method(callee.owner, callee.name, call);
      case "function":
        return this.invoke(callee.code, call.args, callee.bound);
      case "host":
        return callee.host.call("", call) ?? this.#notKnown(callee.host.name, call);
      case "boolean":
      case "construct":
      case "dict":
      case "list":
      case "none":
      case "number":
      case "text":
      case "unknown":
      default:
        return this.#notKnown(describe(callee), call);
    }
  }

  invoke(code: Code, args: Arguments, self: Value | null = null): Value {
    if (++this.#depth > deepestCalls) throw new TooMuchWork();
    const scope = createScope(code.scope);
    const lost = this.#lostReturns;
    try {
      bindArguments(
        code,
        self === null ? args : { ...args, positional: [self, ...args.positional] },
        scope,
        this,
      );
      if (!Array.isArray(code.body)) return this.evaluate(code.body as Expression, scope);
      this.run(code.body as readonly Statement[], scope);
      // A return that may have been taken gives what is not known.
      return this.#lostReturns === lost ? none : unknown(code.name);
    } catch (error) {
      if (!(error instanceof ControlFlow && error.kind === "return")) throw error;
      return this.#lostReturns === lost ? error.value : unknown(code.name);
    } finally {
      this.#depth--;
    }
  }

  #construct(callee: Extract<Value, { type: "symbol" | "class" }>, { args, line }: Call): Value {
    const ofClass: ClassValue | null = callee.type === "class" ? callee : null;
    const path = callee.type === "class" ? callee.name : callee.path;
    const owner = callee.type === "class" ? null : callee.owner;
    if (path.startsWith("builtins.") && owner === null) {
      const value = callBuiltin(path.slice("builtins.".length), { args, line }, this);
      if (value !== undefined) return value;
    }
    const construct: ConstructValue = { type: "construct", path, owner, args, line, ofClass };
    const answer = this.domain.call(construct, this);
    if (answer !== undefined) return answer;
    if (ofClass === null && this.#hands(args))
      throw new Unreadable(`${describe(construct)} is given the database: what it does is not known`);
    return construct;
  }

  /** Whether a call is given something by which it may change the database. */
  #hands({ positional, named }: Arguments): boolean {
    return [...positional, ...named.values()].some((value) => value.type === "host" && value.host.isDatabase);
  }

  #method(owner: Value, name: string, call: Call): Value {
    const known = this.#known(owner, name, call);
    if (known !== undefined) return known;
    const what = `${describe(owner)}.${name}`;
    if (owner.type === "host") return this.#notKnown(what, call);
    if (owner.type === "unknown" && !owner.ofRow && collectionMethods.has(name)) return unknown(what);
    if (owner.type === "unknown" && (owner.ofRow || owner.doubt !== null)) return this.#notKnown(what, call);
    if (this.#hands(call.args)) return this.#notKnown(what, call);
    return unknown(what, null, owner.type === "unknown" && owner.ofRow);
  }

  #known(owner: Value, name: string, call: Call): Value | undefined {
    switch (owner.type) {
      case "host":
        return owner.host.call(name, call);
      case "text":
        return textMethods(owner, name, call, this);
      case "list":
        return listMethods(owner, name, call, this);
      case "dict":
        return dictMethods(owner, name, call, this);
      case "none":
      case "boolean":
      case "number":
        return boolean(false);
      case "class":
      case "construct":
      case "function":
      case "method":
      case "symbol":
      case "unknown":
      default:
        return this.domain.method(owner, name, call, this);
    }
  }

  #notKnown(what: string, { args, line }: Call): Value {
    if (this.#hands(args)) throw new Unreadable(`${what} is given the database: what it does is not known`);
    // Functions that are given on may be called.
    for (const value of [...args.positional, ...args.named.values()])
      if (value.type === "function")
        this.unknownLoop(() => this.invoke(value.code, { positional: [], named: new Map(), isOpen: true }));
    return unknown(what, { line, what });
  }
}
