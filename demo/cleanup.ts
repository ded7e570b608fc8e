/** What must be undone at the end, whatever the end is. */
export class Cleanup {
  readonly #steps: (() => Promise<unknown> | undefined)[] = [];
  #running: Promise<void> | undefined;

  /** Steps run in reverse order; one that fails does not keep the others from running. */
  add(step: () => Promise<unknown> | undefined): void {
    this.#steps.push(step);
  }

  run(): Promise<void> {
    this.#running ??= this.#runAll();
    return this.#running;
  }

  async #runAll(): Promise<void> {
    for (const step of this.#steps.reverse()) {
      try {
        await step();
      } catch (error) {
        console.error("While cleaning up:", error);
      }
    }
  }
}
