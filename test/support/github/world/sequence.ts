/** Numbers for ids: each kind of thing has its own range, so that a mixed-up id is noticed. */
export function createSequence(start: number): () => number {
  let last = start;
  return () => ++last;
}

/** The present instant as GitHub writes it: whole seconds, UTC. */
export function nowInstant(): string {
  return new Date().toISOString().replace(/\.\d{3}Z$/, "Z");
}

/** An instant in the future (or past) as rate limits name it: seconds since 1970. */
export function secondsFromNow(seconds: number): number {
  return Math.floor(Date.now() / 1000) + seconds;
}
