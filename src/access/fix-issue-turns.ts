/** Lets what is about the same thing wait for its turn: compare and write are two calls, and nobody comes between. */
export function createTurns(): <T>(about: string, run: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>();
  return async (about, run) => {
    const turn = (last.get(about) ?? Promise.resolve()).then(run, run);
    last.set(about, turn);
    try {
      return await turn;
    } finally {
      if (last.get(about) === turn) last.delete(about);
    }
  };
}
