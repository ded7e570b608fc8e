const units = [
  ["day", 86_400],
  ["h", 3600],
  ["min", 60],
] as const;

/** "3 days 4 h", "2 h 5 min", "12 min", "less than a minute": the two largest units, as people say it. */
export function spanOfTime(seconds: number): string {
  const first = units.findIndex(([, length]) => seconds >= length);
  if (first === -1) return "less than a minute";
  let rest = seconds;
  const words = units.slice(first, first + 2).flatMap(([unit, length]) => {
    const count = Math.floor(rest / length);
    rest -= count * length;
    return count === 0 ? [] : [`${count} ${unit}${unit === "day" && count > 1 ? "s" : ""}`];
  });
  return words.join(" ");
}
