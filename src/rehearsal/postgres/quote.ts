/** An identifier as SQL spells it. */
export function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
