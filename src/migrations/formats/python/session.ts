import { bindArguments } from "./bind-arguments.js";
import { callValue } from "./call-value.js";
import { ControlFlow } from "./control-flow.js";
import { describe } from "./describe.js";
import { evaluate } from "./evaluate.js";
import { runStatement } from "./run-statement.js";
import type { Domain, Interpreter } from "./interpreter.js";
import { Assignments, createScope } from "./scope.js";
import type { StepList } from "./step-list.js";
import type { ArgumentSyntax, Expression, Statement } from "./syntax.js";
import { TooMuchWork } from "./too-much-work.js";
import { Unreadable } from "./unreadable.js";
import {
  type Arguments,
  type Call,
  type Code,
  list,
  type ListValue,
  type Names,
  none,
  symbol,
  text,
  unknown,
  type Value,
} from "./value.js";

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
    return callValue(callee, call, this);
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
}
