/** Both kinds of Jira look up at most 100 issues in one call (Cloud's own limit; Data Center's default is above it). */
export const batchSize = 100;

/** Splits into runs of at most `size`. */
export function batches<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  const runs: (readonly T[])[] = [];
  for (let start = 0; start < items.length; start += size) runs.push(items.slice(start, start + size));
  return runs;
}
