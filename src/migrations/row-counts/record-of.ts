import { z } from "zod";

/**
 * An object with any keys whose values are all of one shape. Unlike `z.record` it keeps a key that is called
 * `__proto__`, and its answer has no prototype: `constructor` is in it only where the file says so.
 * `problemOfKey`: what is wrong with a key, or null.
 */
export function recordOf<Value>(
  schema: z.ZodType<Value>,
  problemOfKey: (key: string) => string | null = () => null,
): z.ZodType<Readonly<Record<string, Value>>> {
  return z.unknown().transform((input, context) => {
    if (typeof input !== "object" || input === null || Array.isArray(input)) {
      context.addIssue({ code: "custom", message: "is not an object" });
      return z.NEVER;
    }
    const record = emptyRecord<Value>();
    for (const [key, value] of Object.entries(input)) {
      const problem = problemOfKey(key);
      if (problem !== null) context.addIssue({ code: "custom", message: problem, path: [key] });
      const parsed = schema.safeParse(value);
      if (parsed.success) record[key] = parsed.data;
      else
        for (const { message, path } of parsed.error.issues)
          context.addIssue({ code: "custom", message, path: [key, ...path] });
    }
    return record;
  });
}

/** Without a prototype, so that any name can be a key. */
export function emptyRecord<Value>(): Record<string, Value> {
  return Object.create(null) as Record<string, Value>;
}
