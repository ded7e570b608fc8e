import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { compareVersions } from "../../../src/deploys/range/compare-versions.js";
import { newestTag } from "../../../src/deploys/range/newest-tag.js";

const dated = (name: string, createdAt: string | null = null) => ({ name, sha: name, createdAt });

describe("newestTag", () => {
  test.each<[string, string, [string, string?][], string | null]>([
    ["no tags", "v*", [], null],
    ["none that matches", "v*", [["release-1"]], null],
    ["numbers by value", "production-*", [["production-9"], ["production-10"]], "production-10"],
    [
      "whenever they were made",
      "v*",
      [
        ["v1.10.0", "2026-01-01T00:00:00Z"],
        ["v1.9.0", "2026-02-01T00:00:00Z"],
      ],
      "v1.10.0",
    ],
    ["with a v", "release-*", [["release-v2"], ["release-v10"]], "release-v10"],
    ["days", "production-*", [["production-2026-11-9"], ["production-2026-11-20"]], "production-2026-11-20"],
    ["a pre-release comes before its release", "v*", [["v2.0.0-rc.1"], ["v2.0.0"], ["v1.9"]], "v2.0.0"],
    ["later pre-releases", "v*", [["v2.0.0-rc.10"], ["v2.0.0-rc.9"]], "v2.0.0-rc.10"],
    ["longer numbers", "v*", [["v1.2"], ["v1.2.1"]], "v1.2.1"],
    [
      "very long numbers",
      "build-*",
      [["build-20261120100000123457"], ["build-20261120100000123456"]],
      "build-20261120100000123457",
    ],
    [
      "words by date",
      "live-*",
      [
        ["live-zebra", "2026-01-01T00:00:00Z"],
        ["live-ant", "2026-02-01T00:00:00+02:00"],
      ],
      "live-ant",
    ],
    [
      "one word makes all go by date",
      "live-*",
      [
        ["live-2", "2026-01-01T00:00:00Z"],
        ["live-x", "2026-02-01T00:00:00Z"],
        ["live-1", "2026-03-01T00:00:00Z"],
      ],
      "live-1",
    ],
    [
      "words of the same date by name",
      "live-*",
      [
        ["live-a", "2026-01-01T00:00:00Z"],
        ["live-b", "2026-01-01T00:00:00Z"],
      ],
      "live-b",
    ],
    ["a wildcard stops at a slash", "v*", [["v1/x"]], null],
    [
      "braces",
      "{prod,live}-*",
      [["prod-1", "2026-01-01T00:00:00Z"], ["live-1", "2026-02-01T00:00:00Z"], ["test-9"]],
      "live-1",
    ],
  ])("%s", (_name, pattern, tags, expected) => {
    const all = tags.map(([name, createdAt]) => dated(name, createdAt ?? null));
    expect(newestTag(all, pattern)?.name ?? null).toBe(expected);
    expect(newestTag(all.toReversed(), pattern)?.name ?? null).toBe(expected);
  });
});

test("versions are in a total order", () => {
  const version = fc.stringMatching(/^[0-9]{1,3}([.-](rc|alpha|[0-9]{1,3})){0,3}$/);
  fc.assert(
    fc.property(version, version, version, (a, b, c) => {
      expect(Math.sign(compareVersions(a, b))).toBe(-Math.sign(compareVersions(b, a)) || 0);
      if (compareVersions(a, b) <= 0 && compareVersions(b, c) <= 0)
        expect(compareVersions(a, c)).toBeLessThanOrEqual(0);
    }),
    { numRuns: 1000 },
  );
});
