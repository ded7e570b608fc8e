import { routineStatements } from "../reading/routine-statements.js";
import {
  as,
  lastName,
  textsOf,
  type CallStmt,
  type CreateFunctionStmt,
  type DoStmt,
  type Node,
} from "../parser/ast.js";
import { SqlSyntaxError } from "../parser/load-sql-parser.js";
import type { Context } from "./context.js";
import { draft, type Draft } from "./draft.js";

const deepest = 5;

/** CREATE FUNCTION: nothing is run, but a later statement of the deploy may call it. */
export function createFunction(
  statement: CreateFunctionStmt,
  text: string,
  line: number,
  context: Context,
): Draft {
  const options = optionsOf(statement.options);
  const name = lastName(statement.funcname) ?? "";
  context.schema.setRoutine(name, {
    language: options.language ?? "",
    body: options.body ?? "",
    statement: text,
    line,
  });
  return draft("create_function", null, {
    kind: statement.is_procedure === true ? "create_procedure" : "create_function",
  });
}

/** DO: the statements of its body, under one transaction. */
export function runBlock(statement: DoStmt, text: string, line: number, context: Context): readonly Draft[] {
  const { language = "plpgsql" } = optionsOf(statement.args);
  if (language !== "plpgsql") return [draft("do.unreadable", null, { because: language })];
  const drafts = runPlpgsql(text, line, context);
  return drafts.length > 0 ? drafts : [draft("do.no_statements", null)];
}

/** CALL of a procedure. */
export function call(statement: CallStmt, context: Context): readonly Draft[] {
  const name = textsOf(statement.funccall?.funcname).join(".");
  return callRoutine(name, context) ?? [draft("call", null, { because: name })];
}

/** What a routine of this deploy runs; null where it is none, or calls itself without end. */
export function callRoutine(name: string, context: Context): readonly Draft[] | null {
  const routine = context.schema.routine(name.split(".").at(-1) ?? "");
  if (routine === null || context.depth >= deepest) return null;
  const inner = { ...context, depth: context.depth + 1 };
  if (routine.language === "sql" && routine.body !== "")
    return context.run(routine.body, routine.line, inner);
  if (routine.language !== "plpgsql") return null;
  const drafts = runPlpgsql(routine.statement, routine.line, inner);
  return drafts.length > 0 ? drafts : [draft("read.cheap", null)];
}

function runPlpgsql(text: string, line: number, context: Context): readonly Draft[] {
  try {
    const start = line + linesBeforeBody(text) - 1;
    return routineStatements(text, context.parser).flatMap(({ kind, sql, line: inner }) => {
      const at = start + inner;
      if (sql === null) return [{ ...draft("execute", null), line: at }];
      const drafts = context.run(sql, at, context);
      return kind === "expression" ? drafts.filter(isWorthTelling) : drafts;
    });
  } catch (error) {
    if (!(error instanceof SqlSyntaxError)) throw error;
    return [draft("unparsed", null, { because: error.message })];
  }
}

/** Of an expression's parts, those that read a table or run what is not known; its own grammar is wider than SQL's. */
function isWorthTelling({ rule }: Draft): boolean {
  return rule !== "read.cheap" && rule !== "unparsed";
}

function linesBeforeBody(text: string): number {
  const body = /\$\w*\$|'/.exec(text);
  return text.slice(0, body?.index ?? 0).split("\n").length - 1;
}

function optionsOf(nodes: readonly Node[] | undefined): {
  readonly language?: string;
  readonly body?: string;
} {
  const options = (nodes ?? []).map((node) => as(node, "DefElem") ?? {});
  const textOption = (name: string): string | undefined => {
    const value = options.find(({ defname }) => defname === name)?.arg;
    const node = as(value, "List")?.items?.[0] ?? value;
    return as(node, "String")?.sval;
  };
  const [language, body] = [textOption("language"), textOption("as")];
  return {
    ...(language === undefined ? {} : { language: language.toLowerCase() }),
    ...(body === undefined ? {} : { body }),
  };
}
