/** Jira's own way to write an instant. */
export function instant(date: Date): string {
  return date.toISOString().replace("Z", "+0000");
}
