/** Tasks of one key take turns, in order of arrival; keys do not wait for each other. */
export class Turns {
  private readonly tails = new Map<number, Promise<unknown>>();

  take<T>(key: number, task: () => Promise<T>): Promise<T> {
    const result = (this.tails.get(key) ?? Promise.resolve()).then(task);
    const tail = result
      .catch(() => undefined)
      .then(() => {
        if (this.tails.get(key) === tail) this.tails.delete(key);
      });
    this.tails.set(key, tail);
    return result;
  }
}
