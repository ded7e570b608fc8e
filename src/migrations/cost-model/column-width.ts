const widths: readonly (readonly [RegExp, number])[] = [
  [/^(?:big|8)/, 8],
  [/^(?:tinyint|bool|bit|year)/, 1],
  [/^(?:smallint|int2|smallserial)/, 2],
  [/^(?:int|mediumint|serial|real|float4|float|date$|enum)/, 4],
  [/^(?:double|timestamp|datetime|time|money|set)/, 8],
  [/^(?:numeric|decimal|uuid|inet|cidr|interval)/, 16],
  [/^(?:json|xml|hstore|bytea|.*blob|tsvector)/, 300],
];
const assumedText = 60;
const assumedTextShare = 0.3;
const rowOverhead = 28;

/** Bytes of a typical row with columns of these types: lengths that are declared are seldom filled. */
export function widthOfColumns(types: readonly string[]): number {
  return Math.round(types.reduce((sum, type) => sum + widthOf(type.toLowerCase()), rowOverhead));
}

function widthOf(type: string): number {
  const known = widths.find(([pattern]) => pattern.test(type));
  if (known !== undefined) return known[1];
  const declared = Number(/\((\d+)/.exec(type)?.[1] ?? Number.NaN);
  return Number.isNaN(declared) ? assumedText : Math.min(declared, 2_000) * assumedTextShare + 2;
}
