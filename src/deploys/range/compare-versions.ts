/** What marks a version that comes before its release, as in semver and as people write it. */
const preRelease = /^[-.]?(?:alpha|beta|rc|pre|preview|dev|snapshot|canary|next|nightly|a|b|m)(?![a-z])/i;

/**
 * Orders version-like names: numbers by value (1.10.0 after 1.9.0, 2026-11-20 after 2026-11-9), a pre-release before
 * its release, the rest as text. Negative where `a` is older.
 */
export function compareVersions(a: string, b: string): number {
  const left = split(a);
  const right = split(b);
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const difference = compareParts(left.slice(at), right.slice(at));
    if (difference !== 0) return difference;
  }
  return 0;
}

/** "1.10.0-rc.1" -> ["1", ".", "10", ".", "0", "-rc.", "1"] */
function split(name: string): string[] {
  return name.match(/[0-9]+|[^0-9]+/g) ?? [];
}

/** By the first part of each; an end comes before more numbers, but after a pre-release. */
function compareParts([a]: readonly string[], [b]: readonly string[]): number {
  if (a === b) return 0;
  if (a === undefined) return b !== undefined && isPreRelease(b) ? 1 : -1;
  if (b === undefined) return isPreRelease(a) ? -1 : 1;
  if (isNumber(a) && isNumber(b)) return compareNumbers(a, b);
  if (isPreRelease(a) !== isPreRelease(b)) return isPreRelease(a) ? -1 : 1;
  return a < b ? -1 : 1;
}

function isNumber(part: string): boolean {
  return /^[0-9]/.test(part);
}

function isPreRelease(part: string): boolean {
  return preRelease.test(part) || /^-[a-z]/i.test(part);
}

/** Of any length: 20261120100000123456 is no safe integer. */
function compareNumbers(a: string, b: string): number {
  const difference = BigInt(a) - BigInt(b);
  return difference > 0n ? 1 : difference < 0n ? -1 : 0;
}
