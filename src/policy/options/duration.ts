import ms, { type StringValue } from "ms";
import { z } from "zod";

const shape = /^\d+(?:\.\d+)? *[a-z]+$/i;

/** A length of time such as "30m" or "14d": seconds, above zero. */
export const durationOption = z
  .string({ error: ({ input }) => (typeof input === "number" ? withoutUnit(input) : undefined) })
  .trim()
  .transform((text, context) => {
    const milliseconds = shape.test(text) && text.length < 50 ? ms(text as StringValue) : Number.NaN;
    if (milliseconds >= 1000) return milliseconds / 1000;
    context.addIssue({
      code: "custom",
      message: `not a duration; write a number and a unit, like "30m" or "14d"`,
    });
    return z.NEVER;
  })
  .describe(`A length of time: a number and a unit, like "90s", "30m", "12h" or "14d".`);

/** YAML reads `30` as a number: of what, nobody knows. */
function withoutUnit(number: number): string {
  const [minutes, days] = number > 0 && Number.isFinite(number) ? [number, number] : [30, 14];
  return `write a number and a unit, like "${minutes}m" or "${days}d", not ${number}`;
}
