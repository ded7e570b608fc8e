const digits = new Intl.NumberFormat("en");

/** "1 issue", "1,200 commits". */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${digits.format(count)} ${count === 1 ? one : many}`;
}
