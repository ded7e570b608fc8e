import { loadGrammar } from "../src/migrations/dialects/mysql/syntax/load-grammar.js";
import { StatementParser } from "../src/migrations/dialects/mysql/syntax/parse-statement.js";
import { parseEngine } from "../src/migrations/engine.js";
const g = await loadGrammar();
const p = new (StatementParser as any)(g, parseEngine("mysql 8.0.35"));
const keep = new Set("tableReferenceList tableReference joinedTable tableFactor singleTable derivedTable expr identifierListWithParentheses querySpecification fromClause whereClause tableRef tableAlias updateStatement deleteStatement insertStatement valueSubquery inSubquery existsSubquery innerJoinType outerJoinType naturalJoinType tableReferenceListParens singleTableParens".split(" "));
const show = (n: any, d = 0): void => { if (n.rule !== null && keep.has(n.rule)) { console.log(" ".repeat(d) + n.rule + ": " + n.text.slice(0, 90)); d++; } n.children.forEach((c: any) => show(c, d)); };
for (const sql of process.argv.slice(2)) { show(p.parse(sql).tree); console.log(); }
