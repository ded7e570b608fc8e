import ms, { type StringValue } from "ms";
import { CommandError } from "./command-error.js";

/** Seconds of "30m" or "90s". `option`: whose value it is, for the message. @throws CommandError */
export function readDuration(option: string, text: string): number {
  const milliseconds = /^\d+(?:\.\d+)? *[a-z]+$/i.test(text.trim())
    ? ms(text.trim() as StringValue)
    : Number.NaN;
  if (milliseconds >= 0) return milliseconds / 1_000;
  throw new CommandError(
    `${option} "${text}" is no duration: write a number and a unit, like "30m" or "90s"`,
  );
}
