import type { MigrationStep } from "../../../read-migration.js";

type Verb = Extract<MigrationStep, { kind: "rows" }>["verb"];

const verbs: Readonly<Record<string, Verb>> = {
  UPDATE: "update",
  DELETE: "delete",
  INSERT: "insert",
  REPLACE: "insert",
  SELECT: "read",
};
const between = new Set(["INTO", "FROM", "ONLY", "IGNORE", "LOW_PRIORITY", "QUICK", "DELAYED"]);

export interface StatementTarget {
  readonly verb: Verb;
  /** Null where it is not named right behind the verb. */
  readonly table: string | null;
}

/** The first words of a text, quoted names as one each; comments and white space are passed over. */
function* words(text: string): Generator<string> {
  let at = 0;
  while (at < text.length) {
    const character = text[at] ?? "";
    if (/\s/.test(character)) at++;
    else if (text.startsWith("--", at)) at = endOf(text, at, "\n");
    else if (text.startsWith("/*", at)) at = endOf(text, at, "*/");
    else if (character === '"' || character === "`") {
      const end = endOf(text, at + 1, character);
      yield text.slice(at, end);
      at = end;
    } else if (/\w/.test(character)) {
      let end = at;
      while (end < text.length && /[\w$]/.test(text[end] ?? "")) end++;
      yield text.slice(at, end);
      at = end;
    } else {
      yield character;
      at++;
    }
  }
}

function endOf(text: string, from: number, closing: string): number {
  const end = text.indexOf(closing, from);
  return end === -1 ? text.length : end + closing.length;
}

/** What a statement changes or reads; null: it is none that changes or reads rows. */
export function statementTarget(sql: string): StatementTarget | null {
  const parts = words(sql);
  const first = parts.next();
  const verb = first.done === true ? undefined : verbs[first.value.toUpperCase()];
  if (verb === undefined) return null;
  if (verb === "read") return { verb, table: null };
  let table: string | null = null;
  for (const part of parts) {
    if (part === ".") table = null;
    else if (table !== null) break;
    else if (!/^[\w"`]/.test(part)) return { verb, table: null };
    else if (!between.has(part.toUpperCase())) table = part.replaceAll(/^["`]|["`]$/g, "");
  }
  return { verb, table };
}
