/** "10 s", "0.3 s" */
export function inSeconds(ms: number): string {
  return `${Math.ceil(ms / 100) / 10} s`;
}
