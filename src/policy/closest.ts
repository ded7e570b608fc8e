/** The known word that an unknown one was probably meant to be, or null where none is near. */
export function closest(word: string, known: readonly string[]): string | null {
  if (word.length > 60) return null;
  const spelling = plain(word);
  const near = known
    .map((candidate) => ({ candidate, distance: editDistance(spelling, plain(candidate)) }))
    .filter(({ candidate, distance }) => distance <= Math.max(1, Math.floor(candidate.length / 3)))
    .toSorted((a, b) => a.distance - b.distance);
  return near[0]?.candidate ?? null;
}

/** `subtaskStatuses` and `subtask_statuses` are `subtask-statuses` in another habit. */
function plain(word: string): string {
  return word.replace(/[-_ ]/g, "").toLowerCase();
}

/** Levenshtein's distance: how many characters have to be put in, taken out or replaced. */
function editDistance(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const current = [i];
    for (let j = 1; j <= to.length; j++) {
      const replaced = (previous[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[to.length] ?? 0;
}
