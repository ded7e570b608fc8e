import { describe, expect, test } from "vitest";
import { parseEngine } from "../../../../src/migrations/engine.js";
import { splitScript } from "../../../../src/migrations/dialects/mysql/script/split-script.js";

function split(sql: string, engine = "mysql 8.0"): readonly (readonly [line: number, text: string])[] {
  return [...splitScript(sql, parseEngine(engine))].map(({ line, text }) => [
    line,
    text.replaceAll(/\s+/g, " "),
  ]);
}

describe("splitScript", () => {
  test.each<[string, string, readonly (readonly [number, string])[]]>([
    [
      "semicolons",
      "select 1; select 2;\n;\nselect 3",
      [
        [1, "select 1"],
        [1, "select 2"],
        [3, "select 3"],
      ],
    ],
    [
      "quotes",
      "select ';', \"a;b\", `c;d`; select 2",
      [
        [1, "select ';', \"a;b\", `c;d`"],
        [1, "select 2"],
      ],
    ],
    [
      "escapes",
      "select 'it''s; \\'; '; select 2",
      [
        [1, "select 'it''s; \\'; '"],
        [1, "select 2"],
      ],
    ],
    ["comments", "-- a; b\n# c; d\nselect /* ; */ 1; --", [[3, "select 1"]]],
    [
      "minus minus without a blank",
      "select 1--1; select 2",
      [
        [1, "select 1--1"],
        [1, "select 2"],
      ],
    ],
    [
      "DELIMITER",
      "DELIMITER //\ncreate procedure p() begin select 1; end//\ndelimiter ;\nselect 2;",
      [
        [2, "create procedure p() begin select 1; end"],
        [4, "select 2"],
      ],
    ],
    [
      "a delimiter behind a word",
      "delimiter $$\nselect 1$$\nselect 2 $$",
      [
        [2, "select 1"],
        [3, "select 2"],
      ],
    ],
    [
      "a body that a framework sends in one piece",
      "create trigger t before insert on x for each row begin if new.a then set new.b = case when 1 then if(1, 2, 3) end; end if; while 1 do set @a = 1; end while; end; select 2",
      [
        [
          1,
          "create trigger t before insert on x for each row begin if new.a then set new.b = case when 1 then if(1, 2, 3) end; end if; while 1 do set @a = 1; end while; end",
        ],
        [1, "select 2"],
      ],
    ],
    [
      "a body without BEGIN",
      "create trigger t after delete on x for each row if old.a then set @a = 1; end if; select 2",
      [
        [1, "create trigger t after delete on x for each row if old.a then set @a = 1; end if"],
        [1, "select 2"],
      ],
    ],
    [
      "an unfinished quote",
      "select 1; select 'a; select 2",
      [
        [1, "select 1"],
        [1, "select 'a; select 2"],
      ],
    ],
    ["nothing", " \n -- only a comment\n", []],
  ])("%s", (_, sql, expected) => {
    expect(split(sql)).toEqual(expected);
  });

  test("lines are those of the script, through comments and empty lines", () => {
    expect(split("/* a\nb */\n\nselect 1;\n\n\n  select\n 2;")).toEqual([
      [4, "select 1"],
      [7, "select 2"],
    ]);
  });

  test.each([
    [
      "mysql 8.0",
      "/*!40101 set a = 1 */; /*!80023 invisible */; /*!90000 later */; /*M! other */",
      ["set a = 1", "invisible"],
    ],
    ["mysql 5.7.30", "/*!50731 later */; /*!50730 now */; /*! always */", ["now", "always"]],
    [
      "mariadb 10.6",
      "/*!50100 old */; /*!80000 mysql's */; /*M!100600 own */; /*M!110000 later */",
      ["old", "own"],
    ],
    ["mysql 8.0", "select 1 /*!40000 + 1 /* nested ; */ */ + 2; select 3", ["select 1 + 1 + 2", "select 3"]],
    ["mysql 8.0", "select /*!99999 later /* nested */ ; */ 1", ["select 1"]],
  ])("executable comments: %s executes what is meant for it", (engine, sql, expected) => {
    expect(split(sql, engine).map(([, text]) => text.trim())).toEqual(expected);
  });

  test("a script of many statements is cut in time that grows with its length", () => {
    const startedAt = performance.now();
    expect(split("insert into t values (1, 'a;b');\n".repeat(50_000))).toHaveLength(50_000);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });
});
