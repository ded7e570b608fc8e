import { CallNode, type DefNode, type Node } from "@ruby/prism";
import { commands } from "../schema/commands.js";
import { inverseOf } from "../schema/inverse.js";
import { SchemaCall } from "../schema/schema-call.js";
import { recordMethods, unknownMethods } from "../rows/record-methods.js";
import { modelMethods } from "../rows/model-methods.js";
import type { StepWriter } from "../step-writer.js";
import type { Target } from "../sql/target.js";
import { Unreadable } from "../unreadable.js";
import { bind } from "./assign.js";
import { callRules } from "./call-rules.js";
import { constantMethods } from "./constant-methods.js";
import { ControlFlow } from "./control-flow.js";
import { describeCall } from "./describe.js";
import type { Evaluator } from "./evaluator.js";
import { flowRules } from "./flow-rules.js";
import type { Methods } from "./interpreter.js";
import { hashMethods, listMethods } from "./list-methods.js";
import { literalRules } from "./literal-rules.js";
import { migrationMethods } from "./migration-methods.js";
import type { NodeRule } from "./node-rules.js";
import { numberMethods } from "./number-methods.js";
import { objectMethods } from "./object-methods.js";
import { partialMethods } from "./partial-methods.js";
import type { RubySource } from "./ruby-source.js";
import { textMethods } from "./text-methods.js";
import { TooMuchWork } from "./too-much-work.js";
import { type Block, type Call, type Frame, nil, unknown, type Value } from "./value.js";
import { variableRules } from "./variable-rules.js";
import { either, Variables } from "./variables.js";

const rules = new Map<unknown, NodeRule>(
  [...literalRules, ...variableRules, ...flowRules, ...callRules].map((rule) => [rule.node, rule]),
);

/** In the order in which they are asked. */
const methods: readonly Methods[] = [
  partialMethods,
  textMethods,
  numberMethods,
  listMethods,
  hashMethods,
  recordMethods,
  modelMethods,
  constantMethods,
  unknownMethods,
  objectMethods,
];

const mostWork = 300_000;
const deepestCalls = 30;

/** Runs one migration without a database: follows what is known and takes every way that is not. */
export class Session implements Evaluator {
  readonly target: Target;
  readonly steps: StepWriter;
  readonly variables = new Variables();
  readonly source: RubySource;
  readonly #constants = new Map<string, Value>();
  readonly #methods = new Map<string, DefNode>();
  #undone: Call[] | null = null;
  #work = 0;
  #depth = 0;
  #unknownLoops = 0;

  constructor(target: Target, steps: StepWriter, source: RubySource) {
    this.target = target;
    this.steps = steps;
    this.source = source;
  }

  get reverting(): boolean {
    return this.#undone !== null;
  }

  get inUnknownLoop(): boolean {
    return this.#unknownLoops > 0;
  }

  spend(units: number): void {
    this.#work += units;
    if (this.#work > mostWork) throw new TooMuchWork();
  }

  lineOf(node: Node): number {
    return this.source.lineAt(node instanceof CallNode ? (node.messageLoc ?? node.location) : node.location);
  }

  constant(path: string): Value {
    const own = this.#constants.get(path) ?? this.#constants.get(path.slice(path.lastIndexOf(":") + 1));
    return own ?? { type: "constant", path };
  }

  setConstant(path: string, value: Value): void {
    this.#constants.set(path, value);
  }

  method(name: string): DefNode | null {
    return this.#methods.get(name) ?? null;
  }

  defineMethod(name: string, definition: DefNode): void {
    this.#methods.set(name, definition);
  }

  evaluate(node: Node | null, frame: Frame): Value {
    if (node === null) return nil;
    this.spend(1);
    const value = rules.get(node.constructor)?.evaluate(node, frame, this);
    if (value !== undefined) return value;
    const kind = node.constructor.name.replace(/Node$/, "");
    for (const child of node.compactChildNodes()) this.evaluate(child, frame);
    return unknown(kind);
  }

  yieldTo(block: Block, args: readonly Value[]): Value {
    if (block.kind === "method") {
      const [receiver = nil] = args;
      return this.dispatch({ receiver, name: block.name, args: [], block: null, line: block.line });
    }
    const frame: Frame = { locals: new Map(), parent: block.frame, self: block.frame.self, block: null };
    bind(block.parameters, args, frame, this, true);
    try {
      return this.evaluate(block.body, frame);
    } catch (error) {
      if (error instanceof ControlFlow && error.kind === "next") return error.value;
      throw error;
    }
  }

  loop(block: Block, items: readonly (readonly Value[])[] | null, once: readonly Value[]): readonly Value[] {
    const values: Value[] = [];
    try {
      if (items === null) this.inLoop(() => values.push(this.perhaps(() => this.yieldTo(block, once))));
      else for (const args of items) values.push(this.yieldTo(block, args));
    } catch (error) {
      if (!(error instanceof ControlFlow && error.kind === "break")) throw error;
    }
    return values;
  }

  inLoop(code: () => void): void {
    this.#unknownLoops++;
    try {
      code();
    } finally {
      this.#unknownLoops--;
    }
  }

  perhaps(code: () => Value): Value {
    return this.variables.perhaps(() => {
      try {
        return code();
      } catch (error) {
        if (error instanceof ControlFlow) return nil;
        throw error;
      }
    });
  }

  discard(value: Value): void {
    const doubt = value.type === "unknown" || value.type === "relation" ? value.doubt : null;
    if (doubt !== null) this.steps.unreadable(doubt.line, `${doubt.call}: what it does is not known`);
  }

  revert(code: () => void): void {
    const outer = this.#undone;
    const undone: Call[] = [];
    this.#undone = outer === null ? undone : null;
    try {
      code();
    } finally {
      this.#undone = outer;
    }
    for (const call of undone.reverse()) this.#attempt(call, () => this.#command(inverseOf(call)));
  }

  invoke(definition: DefNode, call: Call): Value {
    if (++this.#depth > deepestCalls) throw new TooMuchWork();
    const frame: Frame = { locals: new Map(), parent: null, self: { type: "migration" }, block: call.block };
    try {
      bind(definition.parameters, call.args, frame, this, false);
      return this.evaluate(definition.body, frame);
    } catch (error) {
      if (error instanceof ControlFlow && error.kind === "return") return error.value;
      throw error;
    } finally {
      this.#depth--;
    }
  }

  dispatch(call: Call): Value {
    this.spend(1);
    return this.#attempt(call, () => this.#answer(call));
  }

  /** Runs a command; where its SQL cannot be told, its line is unreadable and the rest goes on. */
  #attempt(call: Call, code: () => Value): Value {
    try {
      return code();
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      this.steps.unreadable(call.line, `${describeCall(call)}: ${error.message}`);
      return unknown(call.name);
    }
  }

  #answer(call: Call): Value {
    const { receiver, name, block } = call;
    if (block === null && /^(?:(?:instance|class|module)_)?eval$/.test(name))
      throw new Unreadable("it runs code that is put together");
    if (receiver.type === "migration" || receiver.type === "connection") return this.#own(call);
    if (receiver.type === "table") return receiver.receiver.call(call);
    if (receiver.type === "direction")
      return block !== null && name === (this.reverting ? "down" : "up") ? this.yieldTo(block, []) : nil;
    if (receiver.type === "choice")
      return receiver.values.map((one) => this.dispatch({ ...call, receiver: one })).reduce(either);
    const value = this.#first(call);
    if (value !== undefined) return value;
    if (block !== null) this.loop(block, null, [unknown(`an item of ${describeCall(call)}`)]);
    const doubt =
      receiver.type === "unknown" && receiver.doubt !== null
        ? { line: call.line, call: describeCall(call) }
        : null;
    return unknown(describeCall(call), doubt);
  }

  #first(call: Call): Value | undefined {
    for (const candidate of methods) {
      const value = candidate(call, this);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  /** Calls without a receiver: the class's own methods, then the schema's commands, then the rest. */
  #own(call: Call): Value {
    const { name, args, receiver } = call;
    const definition = receiver.type === "migration" ? this.method(name) : null;
    if (definition !== null) return this.invoke(definition, call);
    const at = args.findIndex((value) => value.type === "choice");
    const choice = args[at];
    if (commands.has(name)) {
      if (choice?.type !== "choice") return this.#command(call);
      for (const value of choice.values) this.dispatch({ ...call, args: args.with(at, value) });
      return unknown(name);
    }
    const value = migrationMethods(call, this) ?? objectMethods(call, this);
    if (value !== undefined) return value;
    if (call.block !== null) this.loop(call.block, null, []);
    throw new Unreadable("what it does is not known");
  }

  #command(call: Call): Value {
    const command = commands.get(call.name);
    if (command === undefined) throw new Unreadable("what it does is not known");
    if (this.#undone !== null && call.name !== "change_table") this.#undone.push(call);
    else
      command(
        new SchemaCall(
          { ...call, args: call.args.filter((value) => value.type !== "nil" || call.name !== "execute") },
          this,
        ),
      );
    return unknown(call.name);
  }
}
