/** Far below PostgreSQL's 65,535 parameters a statement, whatever the number of columns. */
const chunkSize = 1_000;

/** Hands the rows on in portions that one statement can take, one after the other. */
export async function inChunks<T>(
  rows: readonly T[],
  write: (chunk: readonly T[]) => Promise<void>,
): Promise<void> {
  for (let start = 0; start < rows.length; start += chunkSize) {
    await write(rows.slice(start, start + chunkSize));
  }
}
