/** Something that comes after others, which it names. */
export interface Linked<Item> {
  readonly item: Item;
  readonly name: string;
  /** Names of what is not among them say nothing. */
  readonly after: readonly string[];
}

/**
 * Each after all that it comes after, and otherwise as they were given: one is taken as soon as nothing is left that it
 * waits for. Of those that wait for each other in a circle, which no tool would run, the first is taken.
 */
export function inOrderOfLinks<Item>(linked: readonly Linked<Item>[]): readonly Item[] {
  const byName = Map.groupBy(linked, ({ name }) => name);
  const ordered: Item[] = [];
  const begun = new Set<Linked<Item>>();
  for (const start of linked) {
    // Chains are as long as a project is old: no recursion.
    const stack = [{ link: start, next: 0 }];
    while (stack.length > 0) {
      const top = stack.at(-1);
      if (top === undefined) break;
      const { link } = top;
      if (top.next === 0 && begun.has(link)) {
        stack.pop();
        continue;
      }
      begun.add(link);
      const earlier = link.after.flatMap((name) => byName.get(name) ?? []);
      const waitsFor = earlier[top.next];
      top.next += 1;
      if (waitsFor === undefined) {
        ordered.push(link.item);
        stack.pop();
      } else if (!begun.has(waitsFor)) stack.push({ link: waitsFor, next: 0 });
    }
  }
  return ordered;
}
