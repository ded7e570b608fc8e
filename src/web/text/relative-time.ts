const words = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

const units = [
  ["second", 1],
  ["minute", 60],
  ["hour", 3600],
  ["day", 86_400],
  ["month", 30 * 86_400],
  ["year", 365 * 86_400],
] as const;

/** "3 minutes ago", "in 20 seconds", "just now" (within five seconds). */
export function relativeTime(then: Date, now: Date): string {
  const seconds = Math.round((then.getTime() - now.getTime()) / 1000);
  const distance = Math.abs(seconds);
  if (distance < 5) return "just now";
  const [unit, length] = units.findLast(([, size]) => distance >= size) ?? units[0];
  return words.format(Math.trunc(seconds / length), unit);
}
