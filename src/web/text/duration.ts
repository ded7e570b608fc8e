const digits = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });

/** "812 ms", "3.4 s", "2 min 5 s": a number is never parted from its unit. */
export function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${digits.format(Math.round(milliseconds))}\u00A0ms`;
  if (milliseconds < 60_000) return `${digits.format(milliseconds / 1000)}\u00A0s`;
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}\u00A0min ${seconds % 60}\u00A0s`;
}
