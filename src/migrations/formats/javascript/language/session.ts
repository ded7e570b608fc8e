import type * as t from "@babel/types";
import type { NearbyFiles } from "../nearby-files.js";
import type { StepWriter } from "../step-writer.js";
import { actingModules } from "./acting-modules.js";
import { callRules } from "./call-rules.js";
import { callUnknown } from "./call-unknown.js";
import { instantiate } from "./classes.js";
import { constructValue } from "./construct-value.js";
import { ControlFlow } from "./control-flow.js";
import { languageFunction } from "./globals.js";
import type { Call, Interpreter, Rules } from "./interpreter.js";
import { either } from "./known.js";
import { join, literalRules } from "./literal-rules.js";
import { memberOfValue } from "./members.js";
import { operatorRules } from "./operator-rules.js";
import { parseJavaScript } from "./parse-javascript.js";
import { declarePattern } from "./patterns.js";
import { Scope } from "./scope.js";
import { runBlock, statementRules } from "./statement-rules.js";
import { TooMuchWork } from "./too-much-work.js";
import { Unreadable } from "./unreadable.js";
import { Closure, type FunctionNode, Host, List, Native, Obj, Unknown, type Value } from "./value.js";
import { Variables } from "./variables.js";

const expressionRules: Rules<t.Expression, Value> = { ...literalRules, ...operatorRules, ...callRules };

const mostWork = 300_000;
const deepestCalls = 40;
const mostImports = 30;

/** Where the migration lies, and what lies around it. */
export interface Origin {
  readonly path: string;
  readonly nearby: NearbyFiles;
}

/** What a framework adds to the language. */
export interface Surroundings {
  /** What an import or `require` gives; undefined: nothing that is known. */
  readonly module: (source: string) => Value;
}

/** Runs one migration without a database: follows what is known and takes every way that is not. */
export class Session implements Interpreter {
  readonly steps: StepWriter;
  readonly variables = new Variables();
  readonly #surroundings: Surroundings;
  readonly #origin: Origin;
  readonly #main = new Obj([["exports", new Obj()]]);
  /** What the imported files export, by path: also of those that are being loaded, which may import each other. */
  readonly #imported = new Map<string, Obj>();
  /** The file whose own statements run. */
  #file: { readonly path: string; readonly module: Obj };
  readonly #returns: Value[][] = [];
  #work = 0;
  #depth = 0;
  #unknownLoops = 0;

  /** The last line that a statement was read at. */
  line = 1;

  constructor(steps: StepWriter, origin: Origin, surroundings: (interpreter: Interpreter) => Surroundings) {
    this.steps = steps;
    this.#origin = origin;
    this.#file = { path: origin.path, module: this.#main };
    this.#surroundings = surroundings(this);
  }

  /** Runs the file itself, from which `exports` come. */
  load(file: t.File): void {
    const scope = new Scope(null, { isFunction: true });
    runBlock(file.program.body, scope, this);
  }

  get exports(): Value {
    return this.#main.entries.get("exports");
  }

  exported(name: string, value: Value): void {
    this.set(this.#file.module.entries.get("exports"), name, value);
  }

  get inUnknownLoop(): boolean {
    return this.#unknownLoops > 0;
  }

  spend(units: number): void {
    this.#work += units;
    if (this.#work > mostWork) throw new TooMuchWork();
  }

  lineOf(node: t.Node): number {
    // Of what an imported file does, people look for the line of the migration that led there.
    if (node.loc?.filename !== undefined) return this.line;
    return node.loc?.start.line ?? 1;
  }

  evaluate(node: t.Expression, scope: Scope): Value {
    this.spend(1);
    const rule = expressionRules[node.type] as
      ((node: t.Expression, scope: Scope, interpreter: Interpreter) => Value) | undefined;
    return rule === undefined ? new Unknown(node.type) : rule(node, scope, this);
  }

  run(node: t.Statement, scope: Scope): void {
    this.spend(1);
    this.line = this.lineOf(node);
    const rule = statementRules[node.type] as
      ((node: t.Statement, scope: Scope, interpreter: Interpreter) => void) | undefined;
    if (rule === undefined) this.steps.unreadable(this.lineOf(node), `${node.type} is not understood`);
    else rule(node, scope, this);
  }

  join(parts: readonly Value[]): Value {
    return join(parts, this);
  }

  get(object: Value, key: string, line: number): Value {
    return memberOfValue(object, key, line, this);
  }

  set(object: Value, key: string, value: Value): void {
    if (object instanceof Obj) this.variables.set(object.entries, key, value);
    else if (object instanceof Closure) this.variables.set(object.statics.entries, key, value);
    else if (object instanceof List && /^\d{1,5}$/.test(key)) object.items[Number(key)] = value;
  }

  closure(node: FunctionNode, scope: Scope, name: string): Closure {
    return new Closure({ name, node, scope, self: scope.self });
  }

  module(source: string): Value {
    const known = this.#surroundings.module(source);
    if (known !== undefined) return known;
    const nearby = this.#origin.nearby.find(this.#file.path, source);
    if (nearby !== null) return this.#import(nearby);
    return new Unknown(source, {
      own: /^[./~]|^(src|app|@\/)/.test(source),
      acts: actingModules.has(source.replace(/^node:/, "")),
    });
  }

  global(name: string): Value {
    if (name === "module") return this.#main;
    if (name === "exports") return this.exports;
    if (name === "require") return this.#require();
    if (name === "eval" || name === "Function") return new Unknown(name, { acts: true });
    const known = languageFunction(name, this);
    if (known !== null) return known;
    return new Unknown(name);
  }

  call(call: Call): Value {
    this.spend(1);
    const { callee, args, line, name } = call;
    try {
      if (callee instanceof Native) return callee.run(args, line);
      if (callee instanceof Host) return callee.call(args, line);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      this.steps.unreadable(line, `${name}: ${error.message}`);
      return new Unknown(name);
    }
    return callee instanceof Closure ? this.#invoke(callee, call) : callUnknown(call, this);
  }

  callBack(callee: Value, args: readonly Value[], line: number): Value {
    return this.call({ callee, self: undefined, args, line, name: "a function" });
  }

  construct(callee: Value, args: readonly Value[], line: number): Value {
    return constructValue(callee, args, line, this);
  }

  settle(value: Value, line: number): Value {
    if (value instanceof Unknown && value.called)
      this.steps.unreadable(line, `${value.what}: what it does is not known`);
    if (value instanceof Unknown)
      for (const host of value.may)
        this.perhaps(() => {
          this.settle(host, line);
        });
    try {
      return value instanceof Host ? value.settle(line) : value;
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      this.steps.unreadable(line, `${value instanceof Host ? value.name : "a call"}: ${error.message}`);
      return new Unknown("a result");
    }
  }

  discard(value: Value, line: number): void {
    if (value instanceof Host || (value instanceof Unknown && value.may.length > 0)) this.settle(value, line);
  }

  perhaps(code: () => void): "return" | "throw" | "break" | "continue" | null {
    return this.variables.perhaps(() => {
      try {
        code();
        return null;
      } catch (error) {
        if (!(error instanceof ControlFlow)) throw error;
        if (error.kind === "return") this.mayReturn(error.value);
        return error.kind;
      }
    });
  }

  mayReturn(value: Value): void {
    this.#returns.at(-1)?.push(value);
  }

  inLoop(code: () => void): void {
    this.#unknownLoops++;
    try {
      code();
    } finally {
      this.#unknownLoops--;
    }
  }

  #require(): Native {
    return new Native("require", ([source]) =>
      typeof source === "string" ? this.module(source) : new Unknown("a module", { own: true }),
    );
  }

  /** Runs an imported file for what it exports; what it does by itself is not the migration's. */
  #import({ path, text }: { readonly path: string; readonly text: string }): Value {
    const known = this.#imported.get(path);
    if (known !== undefined) return known.entries.get("exports");
    const module = new Obj([["exports", new Obj()]]);
    this.#imported.set(path, module);
    const parsed = parseJavaScript(text, path);
    const unread = new Unknown(path, { own: true });
    if (!parsed.ok || this.#imported.size > mostImports) {
      module.entries.set("exports", unread);
      return unread;
    }
    const [importer, line] = [this.#file, this.line];
    this.#file = { path, module };
    try {
      const scope = new Scope(null, { isFunction: true });
      for (const [name, value] of [
        ["module", module],
        ["exports", module.entries.get("exports")],
        ["require", this.#require()],
      ] as const)
        this.variables.declare(scope, name, value);
      this.steps.capture(() => runBlock(parsed.file.program.body, scope, this));
    } catch (error) {
      if (!(error instanceof ControlFlow)) throw error;
      module.entries.set("exports", unread);
    } finally {
      this.#file = importer;
      this.line = line;
    }
    return module.entries.get("exports");
  }

  #invoke(callee: Closure, { args, self, line }: Call): Value {
    const { node } = callee;
    if (node.type === "ClassDeclaration" || node.type === "ClassExpression")
      return instantiate(callee, args, line, this);
    if (++this.#depth > deepestCalls) throw new TooMuchWork();
    const isArrow = node.type === "ArrowFunctionExpression";
    const scope = new Scope(callee.scope, {
      isFunction: true,
      self: isArrow ? callee.scope.self : self,
    });
    const returns: Value[] = [];
    this.#returns.push(returns);
    try {
      for (const [index, parameter] of node.params.entries()) {
        const isRest = parameter.type === "RestElement";
        declarePattern(parameter, isRest ? new List(args.slice(index)) : args[index], scope, this);
      }
      if (!isArrow) this.variables.declare(scope, "arguments", new List(args));
      return returns.reduce(either, this.#result(node.body, scope));
    } finally {
      this.#depth--;
      this.#returns.pop();
    }
  }

  #result(body: t.BlockStatement | t.Expression, scope: Scope): Value {
    if (body.type !== "BlockStatement") return this.evaluate(body, scope);
    try {
      runBlock(body.body, scope, this);
      return undefined;
    } catch (error) {
      if (error instanceof ControlFlow && error.kind === "return") return error.value;
      throw error;
    }
  }
}
