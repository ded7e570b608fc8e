/** The value of a record's own property: names from outside must not reach `constructor` and the like. */
export function readOwn<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
