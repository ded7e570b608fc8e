/** "under 1 s", "12 s", "9 min", "1 h 5 min", "2 d 3 h": two units at most, as people say it. */
export function describeSeconds(seconds: number): string {
  if (seconds < 1) return "under 1 s";
  const units = [
    { name: "d", size: 86_400 },
    { name: "h", size: 3_600 },
    { name: "min", size: 60 },
    { name: "s", size: 1 },
  ] as const;
  if (seconds < 90) return `${Math.round(seconds)} s`;
  const fine = seconds < 3_600 ? 60 : seconds < 86_400 ? 60 : 3_600;
  let rest = Math.round(seconds / fine) * fine;
  const parts: string[] = [];
  for (const { name, size } of units) {
    const number = Math.floor(rest / size);
    rest -= number * size;
    if (number > 0 && parts.length < 2) parts.push(`${number} ${name}`);
  }
  return parts.join(" ");
}
