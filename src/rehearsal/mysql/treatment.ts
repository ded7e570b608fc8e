import { scan } from "../../migrations/dialects/mysql/script/scan.js";

export type Treatment =
  /** On tables of these names only. */
  | { readonly kind: "run"; readonly names: ReadonlySet<string> }
  /** It changes no schema, and the rules say what it costs. */
  | { readonly kind: "keep" }
  | { readonly kind: "leave"; readonly reason: string };

const runs =
  /^(?:alter (?:online |ignore )*table|create (?:or replace )?(?:unique |fulltext |spatial )?index|drop index|create table|drop table|rename table) /;
const keeps =
  /^(?:insert|update|delete|replace|select|set|start|begin|commit|truncate|analyze|optimize|lock|unlock|show|grant|revoke|flush|call|do|with|use) ?/;
/** What could reach beyond the scratch database, or fill it. */
const outside = new Set([
  "directory",
  "connection",
  "tablespace",
  "select",
  "engine",
  "outfile",
  "exchange",
  "union",
]);
const longest = 100_000;

/**
 * Whether a statement may run on the operator's server: only changes of tables, and only where no name is qualified, so
 * that none can be of another database.
 */
export function treatmentOf(sql: string): Treatment {
  if (sql.length > longest) return { kind: "leave", reason: "it is too long to be tried out" };
  const names = new Set<string>();
  const words: string[] = [];
  for (let token = scan(sql, 0); token !== null; token = scan(sql, token.end)) {
    const text = sql.slice(token.start, token.end);
    if (token.kind === "executable" || token.kind === "open") return unclear;
    if (token.kind === "symbol" && text === ".")
      return { kind: "leave", reason: "it names a table with its database" };
    if (token.kind === "word") words.push(text.toLowerCase());
    if (token.kind === "word" || token.kind === "name")
      names.add(text.replace(/^`|`$/g, "").replaceAll("``", "`"));
    if (token.kind === "number" && text.startsWith(".")) return unclear;
  }
  const start = `${words.slice(0, 5).join(" ")} `;
  if (keeps.test(start) && !runs.test(start)) return { kind: "keep" };
  if (!runs.test(start)) return { kind: "leave", reason: "this kind of statement is not tried out" };
  const reaching = words.find((word) => outside.has(word));
  return reaching === undefined
    ? { kind: "run", names }
    : { kind: "leave", reason: `with ${reaching.toUpperCase()} it is not tried out` };
}

const unclear: Treatment = { kind: "leave", reason: "where its names end is not clear" };
