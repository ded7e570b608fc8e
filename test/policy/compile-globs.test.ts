import { describe, expect, test } from "vitest";
import fc from "fast-check";
import picomatch from "picomatch";
import { compileGlobs, globMistake } from "../../src/policy/compile-globs.js";

describe("a glob matches", () => {
  test.each<[string, string, boolean]>([
    ["**", "a/b/.c", true],
    ["deploy", "deploy", true],
    ["deploy", "deploy2", false],
    ["release/*", "release/1.2", true],
    ["release/*", "release/1/2", false],
    ["release/*", "release/.x", true],
    ["services/web/**", "services/web/src/a.ts", true],
    ["services/web/**", "services/web", true],
    ["services/web/**", "services/website/a", false],
    ["**/*.rb", "a.rb", true],
    ["**/*.rb", "db/migrate/a.rb", true],
    ["a/**/b", "a/b", true],
    ["a/**/b", "a/x/y/b", true],
    ["a/**/b", "a/xb", false],
    ["db/migrate/2026*_?.rb", "db/migrate/2026_x_1.rb", true],
    ["v[0-9]*", "v1", true],
    ["v[!0-9]*", "v1", false],
    ["v[!0-9]x", "v/x", false],
    ["{web,api}/**", "api/x", true],
    ["{web,{a,b}pi}/**", "bpi/x", true],
    ["{web}/x", "{web}/x", true],
    ["a,b", "a,b", true],
    ["app/(group)/*", "app/(group)/x", true],
    ["a.b+c", "a.b+c", true],
    ["a.b", "axb", false],
    ["[x", "[x", true],
    ["{a,b", "{a,b", true],
    [String.raw`\*`, "*", true],
    [String.raw`\*`, "a", false],
    ["größe-🚀?", "größe-🚀é", true],
    ["*", "line\nbreak", true],
  ])("%s and %j: %s", (glob, text, expected) => {
    expect(compileGlobs([glob])(text)).toBe(expected);
  });
});

test("any of several globs will do, and none matches nothing", () => {
  expect(compileGlobs(["a", "b/*"])("b/x")).toBe(true);
  expect(compileGlobs([])("")).toBe(false);
});

test("a class that cannot be read is a mistake", () => {
  expect(globMistake("v[z-a]")).toBe("this cannot be read as a glob");
  expect(globMistake("v[a-z]")).toBeNull();
});

test("globs mean what they mean to picomatch", () => {
  const segment = fc.array(fc.constantFrom("a", "b", "-", ".x", "*", "?", "[ab]", "{a,b}"), {
    minLength: 1,
    maxLength: 3,
  });
  const segments = fc.oneof(
    fc.constant("**"),
    segment.map((parts) => parts.join("").replace(/\*+/g, "*")),
  );
  const glob = fc.array(segments, { minLength: 1, maxLength: 3 }).map((parts) => parts.join("/"));
  const name = fc.array(
    fc.stringMatching(/^[ab.x-]{1,3}$/).filter((text) => !/^\.+$/.test(text)),
    { minLength: 1, maxLength: 4 },
  );
  fc.assert(
    fc.property(
      glob,
      name.map((parts) => parts.join("/")),
      (pattern, text) => {
        fc.pre(!/[*?\]}]\/\*\*$/.test(pattern)); // "*/**" does not match "a" there, although "a/**" does
        expect([pattern, text, compileGlobs([pattern])(text)]).toEqual([
          pattern,
          text,
          picomatch(pattern, { dot: true })(text),
        ]);
      },
    ),
    { numRuns: 2000 },
  );
});

test("no glob throws or hangs on any text", () => {
  const started = performance.now();
  expect(compileGlobs(["*a*a*a*a*a*a*ab"])("a".repeat(4000))).toBe(false);
  const pieces = fc.constantFrom(...Array.from("*?[]!^{},\\/a-é🚀(|+"));
  fc.assert(
    fc.property(fc.array(pieces), fc.string(), (glob, text) => {
      if (globMistake(glob.join("")) === null) compileGlobs([glob.join("")])(text);
    }),
    { numRuns: 2000 },
  );
  expect(performance.now() - started).toBeLessThan(10_000);
});
