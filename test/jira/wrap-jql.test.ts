import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { UnwrappableJql } from "../../src/jira/unwrappable-jql.js";
import { wrapJql } from "../../src/jira/wrap-jql.js";

const within = 'project in ("A","B")';

describe("wrapping JQL", () => {
  test.each([
    ["status = Done", `(status = Done) AND ${within}`],
    ["a = 1 OR b = 2", `(a = 1 OR b = 2) AND ${within}`],
    ["a = 1 ORDER BY rank", `(a = 1) AND ${within} ORDER BY rank`],
    ["a in (1, 2) order  by\n rank DESC, key", `(a in (1, 2)) AND ${within} order  by\n rank DESC, key`],
    ["ORDER BY rank", `${within} ORDER BY rank`],
    ["  ", within],
    ['summary ~ "order by )"', `(summary ~ "order by )") AND ${within}`],
    ["summary ~ 'order by' ORDER BY key", `(summary ~ 'order by') AND ${within} ORDER BY key`],
    [String.raw`summary ~ "a \" order by ("`, String.raw`(summary ~ "a \" order by (") AND ${within}`],
    ["border by = 1", `(border by = 1) AND ${within}`],
    ["x.order by = 1", `(x.order by = 1) AND ${within}`],
    ["a = 1 ORDER BYE", `(a = 1 ORDER BYE) AND ${within}`],
    ["(a = 1)ORDER BY key", `((a = 1)) AND ${within} ORDER BY key`],
  ])("%s", (jql, wrapped) => {
    expect(wrapJql(jql, ["A", "B"])).toBe(wrapped);
  });

  test.each([
    ["a = 1) OR (b = 2", "a closing parenthesis too many"],
    ["a = 1 ORDER BY key) OR (b", "a closing parenthesis too many"],
    ["(a = 1", "an unclosed parenthesis"],
    ['a = "1', "an unclosed quote"],
    ["a = 'it", "an unclosed quote"],
    [String.raw`a = "1\"`, "an unclosed quote"],
    [String.raw`a = \" ) OR (b = \"`, "a backslash outside of quotes"],
    ["a = 1\0", "a NUL character"],
  ])("refuses %j", (jql, reason) => {
    expect(() => wrapJql(jql, ["A"])).toThrow(new UnwrappableJql(reason));
  });

  test("leaves whatever it accepts inside the parentheses", () => {
    const pieces = fc.constantFrom("(", ")", '"', "'", "\\", " ", "a = 1", "AND", "ORDER BY x", "\n", "é");
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        let wrapped;
        try {
          wrapped = wrapJql(parts.join(""), ["A"]);
        } catch (error) {
          expect(error).toBeInstanceOf(UnwrappableJql);
          return;
        }
        if (!wrapped.startsWith("(")) return;
        expect(depthAt(wrapped, wrapped.lastIndexOf(' AND project in ("A")'))).toBe(0);
      }),
    );
  });
});

/** How many parentheses are open at an index; NaN where it is within quotes. */
function depthAt(jql: string, end: number): number {
  let depth = 0;
  let quote = "";
  for (const [character] of jql.slice(0, end).matchAll(/\\.|./gsu)) {
    if (quote !== "") quote = character === quote ? "" : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === "(") depth++;
    else if (character === ")") depth--;
  }
  return quote === "" ? depth : Number.NaN;
}
