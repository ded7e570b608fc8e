/**
 * Measures contenders in turn (A B A B ...), so that whatever else the machine does befalls all of them alike.
 * `warmUps` rounds come first and do not count. Answers milliseconds, in the contenders' order.
 */
export async function interleave(
  contenders: readonly (() => Promise<number>)[],
  { rounds, warmUps = 2 }: { readonly rounds: number; readonly warmUps?: number },
): Promise<readonly (readonly number[])[]> {
  const measured: number[][] = contenders.map(() => []);
  for (let round = -warmUps; round < rounds; round++) {
    for (const [index, contender] of contenders.entries()) {
      const took = await contender();
      if (round >= 0) measured[index]?.push(took);
    }
  }
  return measured;
}
