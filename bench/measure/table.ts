/** What a benchmark found, for people. */
export interface Table {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export function formatTable({ title, head, rows }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [`\n### ${title}\n`, line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

export function inMs(milliseconds: number): string {
  return `${milliseconds.toFixed(0)} ms`;
}

export function inMegabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}

/** "1.27 (at most 1.3)", or "**1.42** (at most 1.3)" where the target is missed. */
export function against(value: number, limit: number, write: (value: number) => string): string {
  const shown = value <= limit ? write(value) : `**${write(value)}**`;
  return `${shown} (at most ${write(limit)})`;
}
