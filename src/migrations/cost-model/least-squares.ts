/**
 * The x, nowhere negative, for which `rows * x` comes closest to `target` (least squares). Tries every set of columns:
 * exact, and soon done for the few that the cost model has. Of sets that do equally well the first wins, so earlier
 * columns are preferred where the rows cannot tell two apart.
 */
export function nonNegativeLeastSquares(
  rows: readonly (readonly number[])[],
  target: readonly number[],
): readonly number[] {
  const columns = rows[0]?.length ?? 0;
  let best: { readonly x: readonly number[]; readonly error: number } = {
    x: Array.from({ length: columns }, () => 0),
    error: squared(target),
  };
  const negligible = best.error * 1e-12;
  for (let set = 1; set < 2 ** columns; set += 1) {
    const chosen = Array.from({ length: columns }, (_, at) => at).filter((at) => (set >> at) % 2 === 1);
    const solution = solve(
      rows.map((row) => chosen.map((at) => row[at] ?? 0)),
      target,
    );
    if (solution?.every((value) => value >= 0) !== true) continue;
    const x = Array.from({ length: columns }, (_, at) => solution[chosen.indexOf(at)] ?? 0);
    const error = squared(target.map((wanted, at) => wanted - product(rows[at] ?? [], x)));
    if (error < best.error - negligible) best = { x, error };
  }
  return best.x;
}

/** Without the constraint, by Gram-Schmidt; null where the columns depend on each other. */
function solve(rows: readonly (readonly number[])[], target: readonly number[]): readonly number[] | null {
  const count = rows[0]?.length ?? 0;
  const orthogonal: number[][] = [];
  const upper: number[][] = [];
  for (let column = 0; column < count; column += 1) {
    let rest = rows.map((row) => row[column] ?? 0);
    const length = Math.sqrt(squared(rest));
    const along = Array.from({ length: count }, () => 0);
    for (const [at, direction] of orthogonal.entries()) {
      const part = product(direction, rest);
      along[at] = part;
      rest = rest.map((value, row) => value - part * (direction[row] ?? 0));
    }
    const left = Math.sqrt(squared(rest));
    if (left <= length * 1e-6) return null;
    along[column] = left;
    upper.push(along);
    orthogonal.push(rest.map((value) => value / left));
  }
  const x = Array.from({ length: count }, () => 0);
  for (let at = count - 1; at >= 0; at -= 1) {
    let value = product(orthogonal[at] ?? [], target);
    for (let later = at + 1; later < count; later += 1) value -= (upper[later]?.[at] ?? 0) * (x[later] ?? 0);
    x[at] = value / (upper[at]?.[at] ?? 1);
  }
  return x;
}

function product(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0);
}

function squared(values: readonly number[]): number {
  return product(values, values);
}
