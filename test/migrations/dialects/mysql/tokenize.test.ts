import { describe, expect, test } from "vitest";
import { CharStreams, Token } from "antlr4ts";
import { MySQLLexer } from "ts-mysql-parser/dist/grammar/MySQLLexer.js";
import { parseEngine } from "../../../../src/migrations/engine.js";
import { forgotten } from "../../../../src/migrations/dialects/mysql/syntax/keywords.js";
import { Tokenizer } from "../../../../src/migrations/dialects/mysql/syntax/tokenize.js";
import { readVocabulary } from "../../../../src/migrations/dialects/mysql/syntax/vocabulary.js";

/** The lexer that the grammar came with: slower by a factor of ten, and what ours must agree with. */
function theirs(sql: string, serverVersion: number): readonly string[] {
  const lexer = new MySQLLexer(CharStreams.fromString(sql));
  lexer.serverVersion = serverVersion;
  lexer.charsets = ["_utf8mb4", "_latin1"];
  lexer.removeErrorListeners();
  const tokens: string[] = [];
  for (let token = lexer.nextToken(); token.type !== Token.EOF; token = lexer.nextToken()) {
    if (token.channel === Token.DEFAULT_CHANNEL) tokens.push(`${nameOf(token.type)} ${token.text ?? ""}`);
  }
  return tokens;
}

function nameOf(type: number): string {
  return MySQLLexer.VOCABULARY.getSymbolicName(type) ?? String(type);
}

function ours(sql: string, engine: string): readonly string[] {
  const tokenizer = new Tokenizer(MySQLLexer, readVocabulary(MySQLLexer, parseEngine(engine)));
  return tokenizer.read(sql).map(({ type, text }) => `${nameOf(type)} ${text}`);
}

const symbols = Array.from({ length: MySQLLexer.VOCABULARY.maxTokenType }, (_, type) => nameOf(type + 1))
  .filter((name) => name.endsWith("_SYMBOL"))
  .map((name) => name.slice(0, -"_SYMBOL".length))
  .filter((word) => !forgotten.has(word) && !["UNDERLINE", "NULL2", "NOT2"].includes(word));

describe("Tokenizer", () => {
  test.each([
    ["mysql 8.0.40", 80_040],
    ["mysql 5.7.44", 50_744],
  ])(
    "%s: every word is what the grammar's own lexer makes of it, also before a parenthesis",
    (engine, version) => {
      const sql = symbols.flatMap((word) => [word, `${word.toLowerCase()}(`]).join(" ");
      expect(ours(sql, engine)).toEqual(theirs(sql, version));
    },
  );

  test.each([
    "select a.b, `a`.`b`, a . b, t.order, t.`x y`",
    "select 1, 12.5, .5, 1e10, 1.5e-3, 0x1F, 0b01, x'1F', b'01', N'n', 2147483648, 99999999999999999999",
    "select _utf8mb4'a', _latin1 'b', _other",
    "set @a := 1, @@session.sql_mode = 'x', @`b` = 2",
    "a->'$.b' ->> '$.c' <=> <> != >= << >> || && ~ ^ | & ? % ! {}",
    "select 'a''b', 'a\\'b', \"c\", 'über', ünïcode, a$b, _under",
    "int1 integer character varying(5) numeric dec fixed",
  ])("agrees with the grammar's own lexer on %s", (sql) => {
    expect(ours(sql, "mysql 8.0.40")).toEqual(
      theirs(sql, 80_040).map((token) => token.replace("NOT_EQUAL2", "NOT_EQUAL")),
    );
  });

  test("MariaDB's columns may be called what MySQL 8 reserves", () => {
    expect(ours("rank groups rank(", "mariadb 10.11")).toEqual([
      "IDENTIFIER rank",
      "IDENTIFIER groups",
      "RANK_SYMBOL rank",
      "OPEN_PAR_SYMBOL (",
    ]);
  });
});
