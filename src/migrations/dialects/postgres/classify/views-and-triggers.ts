import {
  as,
  textsOf,
  type CommentStmt,
  type CreateStatsStmt,
  type CreateTrigStmt,
  type GrantStmt,
  type RuleStmt,
  type ViewStmt,
} from "../parser/ast.js";
import type { RuleId } from "../rules/postgres-rules.js";
import { draft, type Draft } from "./draft.js";

/** CREATE VIEW. */
export function createView(statement: ViewStmt): Draft {
  return draft(statement.replace === true ? "replace_view" : "create_view", statement.view?.relname ?? null);
}

/** CREATE TRIGGER; a constraint trigger FROM another table locks that too. */
export function createTrigger(statement: CreateTrigStmt): Draft {
  const from = statement.constrrel?.relname;
  return draft("create_trigger", statement.relation?.relname ?? null, {
    alsoLocks: from === undefined ? [] : [{ table: from, lock: "ACCESS SHARE" }],
  });
}

/** CREATE RULE. */
export function createRule(statement: RuleStmt): Draft {
  return draft("create_rule", statement.relation?.relname ?? null);
}

/** CREATE, ALTER POLICY. */
export function policy(rule: RuleId, table: string | undefined): Draft {
  return draft(rule, table ?? null);
}

/** CREATE STATISTICS. */
export function createStatistics(statement: CreateStatsStmt): Draft {
  const table = as(statement.relations?.[0], "RangeVar")?.relname;
  return draft("create_statistics", table ?? null);
}

/** GRANT and REVOKE. */
export function grant(statement: GrantStmt): Draft {
  const table = as(statement.objects?.[0], "RangeVar")?.relname ?? null;
  const isTable = statement.objtype === "OBJECT_TABLE" && statement.objects?.length === 1;
  return draft(statement.is_grant === true ? "grant" : "revoke", isTable ? table : null);
}

const namedLast = new Set(["OBJECT_TABLE", "OBJECT_VIEW", "OBJECT_MATVIEW", "OBJECT_FOREIGN_TABLE"]);
const namedBefore = new Set(["OBJECT_TABCONSTRAINT", "OBJECT_TRIGGER", "OBJECT_RULE", "OBJECT_POLICY"]);

/** COMMENT ON: of a table or a column it takes a mild lock on the table. */
export function comment(statement: CommentStmt): Draft {
  const names = textsOf(as(statement.object, "List")?.items);
  const type = statement.objtype ?? "";
  if (namedLast.has(type)) return draft("comment.table", names.at(-1) ?? null);
  if (type === "OBJECT_COLUMN") return draft("comment.table", names.at(-2) ?? null);
  if (namedBefore.has(type)) return draft("comment", names.at(-2) ?? null);
  return draft("comment", null);
}
